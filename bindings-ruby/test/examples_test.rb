# frozen_string_literal: true

require_relative "helper"

# The examples run, and come to what their siblings in Rust come to.
class ExamplesTest < Minitest::Test
  include Hubs
  include Databases

  def test_basic_says_what_the_rust_one_says
    rust, status = Open3.capture2e(
      "cargo", "run", "--quiet", "--package", "milkround-examples", "--bin", "basic", chdir: ROOT
    )
    assert status.success?, rust
    assert_equal rust, ruby("#{ROOT}/examples/ruby/basic.rb")
  end

  def test_the_readme_shows_it_as_it_is
    code = File.read("#{ROOT}/examples/ruby/basic.rb")[/^require.*/m]
    assert_includes File.read("#{ROOT}/bindings-ruby/README.md"), "```ruby\n#{code}```\n"
  end

  def test_a_season_comes_to_the_same_figures_and_again
    Dir.mktmpdir { |folder| live_twice("#{folder}/riverside.db") }
  end

  def test_a_season_on_postgres = live_twice(database.to_s)

  private

  def live_twice(store)
    snapshot = File.read(Dir["#{ROOT}/examples/rust/tests/snapshots/season__a_season*"].fetch(0))
    rounds = snapshot[/THE ROUNDS.*?WHAT BECAME/m]
    expected = rounds.scan(/(\w{3}) +(\d+ \w{3})  closed +(\d+) +£([\d,.]+)/)
    expected = expected.map { |day, date, orders, value| [day, date, orders, value.delete(",")] }
    assert_equal 14, expected.size
    sum = rounds[/season +\d+ +£[\d,.]+/].delete(",£").split
    2.times do
      said = ruby("#{ROOT}/examples/ruby/season.rb", store)
      assert_equal expected, said.scan(/(\w{3}) +(\d+ \w{3}) +(\d+) orders +([\d.]+) GBP$/)
      assert_equal sum, said.lines.last.split.values_at(0, 1, 3)
    end
  end
end
