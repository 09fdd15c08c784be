# frozen_string_literal: true

require_relative "helper"

# Every type goes to Ruby and back unharmed: the samples are built from the catalogue.
class ValuesTest < Minitest::Test
  CATALOGUE = JSON.parse(File.read("#{ROOT}/core/src/wire/catalogue.json"))
  REQUESTS = CATALOGUE["operations"].map { |operation| operation["request"] }
  TEXTS = {
    "decimal" => "12.5", "quantity" => "0.75", "date" => "2026-02-28",
    "date-time" => "2026-03-02T09:00:00.250Z", "partial-date-time" => "2026-03-29T01:30:00",
    "time-of-day" => "18:00", "uuid" => "0195d3a0-0000-7000-8000-000000000001"
  }.freeze

  CATALOGUE["types"].each do |name, schema|
    next if REQUESTS.include?(name)

    define_method("test_#{name}") do
      type = Milkround.const_get(name)
      samples(schema).each do |sample|
        value = type.decode(sample)
        json = back(type, value)
        # What was left out may come back as its default.
        kept = sample.is_a?(Hash) ? sample <= json : sample == json
        assert kept, "#{sample} came back as #{json}"
        assert_equal value, type.decode(json)
        assert_equal value.hash, type.decode(json).hash
        assert_predicate value, :frozen?
        next unless json.is_a?(Hash)

        assert_equal value, type.decode(json.merge("of_a_newer_core" => [1]))
        assert_equal json, back(type, value.to_h), "its Hash does not stand for it"
        assert_equal value, value.with
        assert_includes value.inspect, value.class.name
      end
    end
  end

  def test_every_type_but_requests_has_its_class
    assert_operator (CATALOGUE["types"].keys - REQUESTS).size, :>, 100
    names = Milkround::OrderState::ALL
    assert_equal %i[ahead pending placed fulfilled cancelled], names
  end

  def test_native_values
    order = Milkround::Money.decode({ "amount" => "1.20", "currency" => "GBP" })
    assert_equal BigDecimal("1.2"), order.amount
    lead = Milkround::ClosingRuleNext.new(weekday: :friday, time: "18:00")
    assert_equal({ kind: :next, weekday: :friday, time: "18:00", lead: nil }, lead.to_h)
    assert_kind_of Milkround::ClosingRule, lead
    case lead
    in { kind: :next, weekday: } then assert_equal :friday, weekday
    end
    refute_equal lead, lead.with(weekday: :monday)
    assert_equal 1, { lead => 1 }[lead.with(weekday: :friday)]
    text = +"Mill Lane"
    address = Milkround::Address.new(lines: [text])
    text << " 5"
    assert_equal ["Mill Lane"], address.lines
    assert_raises(FrozenError) { address.lines << "more" }
    assert_raises(ArgumentError) { Milkround::Address.new(town: "Bath") }
    assert_raises(ArgumentError) { Milkround::LineInput.new(variant: "milk") }
  end

  def test_local_times
    local = Milkround::LocalTime.new(Date.new(2026, 3, 29), "01:30")
    assert_equal "2026-03-29T01:30:00", local.to_s
    assert_equal local, Milkround::LocalTime.parse("2026-03-29T01:30:00")
    assert_operator local, :<, Milkround::LocalTime.parse("2026-03-29T02:30:00")
    assert_equal [1, 30, Date.new(2026, 3, 29)], [local.hour, local.minute, local.date]
    assert_raises(ArgumentError) { Milkround::LocalTime.new(Date.new(2026, 3, 29), "24:00") }
  end

  # Money#to_s writes as many decimals as the core does.
  def test_money_is_written_as_the_core_writes_it
    %w[GBP JPY KWD CLF EUR CLP TND UYW ISK].each do |currency|
      merged = Milkround.open("memory:", test_clock: START) do |hub|
        hub.enterprises.create(enterprise: "e", name: "E", zone: "UTC", currency: currency)
        hub.variants.save(enterprise: "e", variants: [{ id: "milk", name: "Milk" }])
        offers = [{ variant: "milk", price: 7 }]
        made = hub.cycles.create(
          enterprise: "e", name: "C", opens_at: "2026-03-02T09:00:00",
          closes_at: "2026-03-03T09:00:00", outgoing: [{ distributor: "e", offers: offers }]
        )
        input = { enterprise: "e", cycle: made.cycle.id }
        envelope = { actor: { kind: "system" }, input: input }
        raw = JSON.parse(hub.call("cycles.get", JSON.generate(envelope)))
        [raw.dig("ok", "offers", 0, "price", "amount"), made.offers[0].price.to_s]
      end
      assert_equal "#{merged[0]} #{currency}", merged[1]
    end
  end

  private

  def back(type, value)
    faults = Milkround.const_get(:Coder)::Faults.new
    json = type.encode(value, "", faults)
    faults.raise_any
    json.is_a?(Symbol) ? json.name : json
  end

  # Full ones, and those with as little as an answer may hold.
  def samples(schema)
    return schema["enum"] if schema["enum"]
    return [full(schema), scant(schema)].uniq unless schema["oneOf"]

    schema["oneOf"].flat_map do |one|
      next one["enum"] || [one["const"]] unless one["properties"]

      [full(one), scant(one)].uniq
    end
  end

  def full(schema) = schema["properties"].to_h { |name, of| [name, sample(of)] }

  def scant(schema)
    kept = (schema["required"] || []) | (schema["x-always"] || [])
    schema["properties"].slice(*kept).to_h do |name, of|
      [name, of["anyOf"] || of["type"].is_a?(Array) ? nil : sample(of)]
    end
  end

  def sample(schema)
    return schema["const"] if schema["const"]
    return sample(schema["anyOf"][0]) if schema["anyOf"]
    return samples(CATALOGUE["types"].fetch(schema["$ref"].split("/").last))[0] if schema["$ref"]

    case Array(schema["type"])[0]
    when "string" then TEXTS.fetch(schema["format"], "Zoë")
    when "integer" then 7
    when "boolean" then true
    when "array" then [sample(schema["items"])] * 2
    when "object"
      more = schema["additionalProperties"]
      more.is_a?(Hash) ? { "some" => sample(more) } : { "facts" => [1, { "of" => "any kind" }] }
    end
  end
end
