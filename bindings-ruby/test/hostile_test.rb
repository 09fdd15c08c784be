# frozen_string_literal: true

require_relative "helper"

# Nothing that a caller hands over ends the process, and everything is refused by name.
class HostileTest < Minitest::Test
  include Hubs

  DEEP = 100_000.times.reduce({}) { |inner, _| { lines: inner } }
  LOOP = [].tap { |list| list << list }
  VALUES = [
    Float::NAN, Float::INFINITY, -Float::INFINITY, 1.5, -0.0, 10**4000, -(2**70), BigDecimal("NaN"),
    BigDecimal("Infinity"), BigDecimal("1e400000000"), BigDecimal("1e-400000000"), 1r / 3, 2i,
    "\xff", "\xED\xA0\x80", "a\0b", "é".encode("UTF-16LE"), "\xE9".dup.force_encoding("ISO-8859-1"),
    "\xff\xfe".b, "x" * 20_000_000, "\u{10FFFF}" * 10, :"\u0000", nil, true, [], {}, [[[]]], LOOP,
    { kind: LOOP }, { "a\xff" => 1 }, { 1 => 2 }, { nil => nil }, DEEP, Object.new, Class, Time.now,
    Date.today, DateTime.now, Milkround::KEEP, Time.utc(2**40), Date.new(2**30, 1, 1), proc {}
  ].freeze

  def test_hostile_values_are_refused_everywhere
    hub = trial
    ann, series = stock(hub)
    at = { enterprise: "riverside" }
    ids = { **at, customer: ann.id, series: series.id, distributor: "riverside" }
    line = ->(v) { { variant: "milk", quantity: v } }
    scheduled = ->(v) { { starts_at: v, closes: v } }
    calls = {
      name: ->(v) { hub.enterprises.update(**at, name: v) },
      settings: ->(v) { hub.enterprises.update(**at, settings: v) },
      holidays: ->(v) { hub.enterprises.update(**at, settings: { holidays: [v] }) },
      limit: ->(v) { hub.customers.list(enterprise: "riverside", limit: v) },
      fields: ->(v) { hub.customers.create(enterprise: "riverside", fields: v) },
      quantity: ->(v) { hub.standing_orders.create(**ids, lines: [line.call(v)]) },
      lines: ->(v) { hub.standing_orders.create(**ids, lines: v) },
      starts_on: ->(v) { hub.standing_orders.create(**ids, lines: [], starts_on: v) },
      to: ->(v) { hub.test_clock.advance(to: v) },
      key: ->(v) { hub.customers.create(enterprise: "riverside", fields: {}, key: v) },
      dry_run: ->(v) { hub.customers.create(enterprise: "riverside", fields: {}, dry_run: v) },
      user: ->(v) { hub.as_user(v, v).enterprises.list },
      closes: ->(v) { hub.series.create(**at, name: "W", schedule: scheduled.call(v)) },
      rules: ->(v) { Milkround.rules.share(stock: v, asked: [v]) },
      url: ->(v) { Milkround.open(v).close },
      seed: ->(v) { Milkround.open("memory:", seed: v, test_clock: v).close }
    }
    outcomes = calls.flat_map { |name, call| VALUES.map { |value| outcome(name, call, value) } }
    assert_operator outcomes.count(:refused), :>, VALUES.size * calls.size / 2
    assert_equal "Riverside", Milkround.open("memory:") { "Riverside" }
    assert_equal ann, hub.customers.get(enterprise: "riverside", customer: ann.id)
  end

  def test_a_text_of_20_megabytes
    hub = trial
    error = assert_raises(Milkround::Invalid) do
      hub.enterprises.update(enterprise: "riverside", name: "x" * 20_000_000)
    end
    assert_equal :too_long, error.code
    assert_match(/too_long/, hub.call("enterprises.get", "x" * 20_000_000))
  end

  def test_the_low_door_refuses_texts_that_are_none
    hub = trial
    assert_raises(Milkround::Invalid) { hub.call("tick\0", "{}") }
    assert_raises(Milkround::Invalid) { hub.call("tick", "{\0}") }
    ["", "{", "\xff", "[" * 100_000, '{"input":{"a":1e999}}', "null", "{}" * 9].each do |text|
      assert_match(/\A{"error":/, hub.call("enterprises.get", text))
    end
    assert_match(/\A{"error":/, hub.call("\xff", "{}"))
    assert_raises(TypeError) { hub.call(nil, "{}") }
    assert_raises(TypeError) { hub.call("tick", 5) }
  end

  private

  # Refused as an Invalid or another of ours, or fine: never anything else.
  def outcome(name, call, value)
    call.call(value)
    :fine
  rescue Milkround::Error => e
    assert_predicate e.message, :valid_encoding?
    refute_kind_of Milkround::Internal, e
    :refused
  rescue StandardError, SystemStackError => e
    flunk "#{name} with #{value.class}: #{e.class}: #{e.message[0, 200]} #{e.backtrace[0, 3]}"
  end
end
