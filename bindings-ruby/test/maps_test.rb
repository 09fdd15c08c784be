# frozen_string_literal: true

require_relative "helper"

# Fields with names of the hub's own. The class is as the generator makes it, whose test has the same.
class MapsTest < Minitest::Test
  # What a map holds: names alone, or more of itself.
  class Tune < Milkround::Value
    attr_reader :names, :within, :parts

    def initialize(names:, within: nil, parts: {})
      super()
      @names = own(keyed(names))
      @within = own(keyed(within))
      @parts = own(keyed(parts))
      freeze
    end

    def read(json)
      @names = json["names"]
      @within = json["within"]&.transform_values { |one| Tune.decode(one) }.freeze
      @parts = json.fetch("parts", {}).transform_values { |one| one && Tune.decode(one) }.freeze
      freeze
    end

    def to_h
      { names: @names, within: @within, parts: @parts }
    end

    FIELDS = { "names" => [{ of: :text }], "within" => [{ of: :Tune }, :maybe],
               "parts" => [{ of: :Tune }, :maybe] }.freeze
  end

  def setup = Milkround.const_set(:Tune, Tune)
  def teardown = Milkround.__send__(:remove_const, :Tune)

  JSON_OF_IT = {
    "names" => { "en" => "Grandsire", "de" => "Grossvater" },
    "within" => { "first" => { "names" => {}, "parts" => {} } },
    "parts" => { "high" => { "names" => { "en" => "H" }, "parts" => {} }, "low" => nil }
  }.freeze

  def test_a_map_goes_to_ruby_and_back
    tune = Tune.decode(JSON.parse(JSON.generate(JSON_OF_IT), freeze: true))
    assert_equal "H", tune.parts["high"].names["en"]
    assert_nil tune.parts.fetch("low")
    [tune.names, tune.within, tune.parts].each { |map| assert_predicate map, :frozen? }
    assert_equal [JSON_OF_IT, []], told(tune)
    assert_equal [JSON_OF_IT, []], told(tune.to_h)
    assert_equal({}, Tune.decode({ "names" => {} }).parts)
  end

  def test_names_may_be_symbols_and_what_was_given_may_change_later
    names = { en: +"Grandsire", "de": "Grossvater" }
    tune = Tune.new(names: names, within: { first: Tune.new(names: {}) },
                    parts: { high: { names: { en: :H } }, low: nil })
    names[:en] << "!"
    names[:fr] = "Grand-père"
    assert_equal JSON_OF_IT["names"], tune.names
    assert_equal %w[first high low], tune.within.keys + tune.parts.keys
    assert_raises(FrozenError) { tune.parts["mid"] = nil }
    within = { "first" => { "names" => {}, "parts" => {} } }
    parts = { "high" => { "names" => { "en" => "H" } }, "low" => nil }
    assert_equal [{ **JSON_OF_IT, "within" => within, "parts" => parts }, []], told(tune)
    assert_equal tune, tune.with
  end

  def test_what_is_wrong_is_said_with_its_path
    _, faults = told({ names: { en: 1, "\xff" => "x", de: Object.new },
                       parts: { high: { names: { en: "\xff" } } } })
    assert_equal ["names", "names.de", "parts.high.names.en"], faults.map { |one| one["path"] }
    # A list is no map: the core says so.
    assert_equal [{ "names" => [], "parts" => "x" }, []], told({ names: [1], parts: "x" })
  end

  private

  def told(value)
    coder = Milkround.const_get(:Coder)
    faults = coder::Faults.new
    [coder.encode(:Tune, value, "", faults), faults.instance_variable_get(:@list)]
  end
end
