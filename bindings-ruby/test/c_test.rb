# frozen_string_literal: true

require_relative "helper"

# The header and the example in C: they compile without a warning, as C++ too, and nothing leaks.
class CTest < Minitest::Test
  HERE = "#{ROOT}/bindings-ruby"
  LIBRARY = ENV.fetch("MILKROUND_LIBRARY")

  def test_the_example_in_c
    said = built("cc", "-std=c99", "-pedantic") { |program| told(program) }
    assert_equal 9, said.lines.size
    assert_match(/^open {"error":{"code":"malformed"/, said)
    assert_match(/^enterprises\.create {"ok":{"enterprise":"riverside"/, said)
    assert_equal 8, said.scan(/ {"error":{"code":/).size
  end

  def test_the_example_in_cpp
    there = system("c++", "--version", out: File::NULL, err: File::NULL)
    skip "there is no C++ compiler" unless there
    built("c++", "-xc++") { |program| assert_match(/"ok"/, told(program)) }
  end

  # gcc and clang bring it; it sees what is used after it was freed, freed twice, or never.
  def test_the_example_under_the_address_sanitizer
    built("cc", "-std=c99", "-g", "-fsanitize=address") { |program| told(program) }
  end

  private

  def built(*compiler)
    Dir.mktmpdir do |folder|
      program = "#{folder}/hub"
      said, status = Open3.capture2e(
        *compiler, "-Wall", "-Wextra", "-Werror", "-I#{HERE}/include", "#{HERE}/examples/hub.c",
        "-xnone", LIBRARY, "-Wl,-rpath,#{File.dirname(LIBRARY)}", "-o", program
      )
      assert status.success?, said
      yield program
    end
  end

  def told(program)
    said, status = Open3.capture2e(program)
    assert status.success?, said
    said
  end
end
