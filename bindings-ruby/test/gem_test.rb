# frozen_string_literal: true

require_relative "helper"

# The built gem works in an empty folder, with nothing of this repository on its path.
class GemTest < Minitest::Test
  def test_the_built_gem_in_an_empty_folder
    Dir.mktmpdir do |folder|
      chdir = "#{ROOT}/bindings-ruby"
      told({}, "rake", "gem", chdir: chdir)
      gem = Dir["#{ROOT}/target/gem/milkround-*.gem"].fetch(0)
      home = { "GEM_HOME" => "#{folder}/gems", "MILKROUND_LIBRARY" => nil, "RUBYLIB" => nil,
               "RUBYOPT" => nil }
      told(home, "gem", "install", "--local", "--ignore-dependencies", "--no-document", gem)
      FileUtils.mkdir("#{folder}/empty")
      said = told(home, "ruby", "-w", "-e", <<~RUBY, chdir: "#{folder}/empty")
        require "milkround"
        Milkround.open("sqlite:hub.db") do |hub|
          hub.enterprises.create(enterprise: "e", name: "E", zone: "Europe/London", currency: "GBP")
          puts hub.enterprises.get(enterprise: "e").name, $LOADED_FEATURES.grep(/milkround\\.rb/)
        end
      RUBY
      assert_equal "E", said.lines[0].chomp
      assert_operator said.lines[1], :start_with?, folder
      packed = told({}, "gem", "specification", gem, "files")
      needed = %w[libmilkround_c milkround.h README.md LICENSE-MIT]
      needed.each { |name| assert_includes packed, name }
    end
  end

  private

  def told(also, *command, **how)
    said, status = Open3.capture2e(also, *command, **how)
    assert status.success?, said
    said
  end
end
