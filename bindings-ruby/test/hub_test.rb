# frozen_string_literal: true

require_relative "helper"
require "logger"
require "stringio"

# Opening, calling, refusing, closing.
class HubTest < Minitest::Test
  include Hubs

  KEEP = Milkround::KEEP

  def test_a_block_closes_and_gives_its_value
    open = nil
    said = Milkround.open("memory:") { |hub| (open = hub).class }
    assert_equal Milkround::Hub, said
    assert_predicate open, :closed?
    error = assert_raises(IOError) { open.tick }
    assert_match(/open it again/, error.message)
    2.times { assert_nil open.close }
    assert_raises(IOError) { open.as_user("u1", ["riverside"]).customers.list(enterprise: "e") }
  end

  def test_values_of_an_answer_are_rubys
    hub = trial
    ann, series = stock(hub)
    assert_equal Time.utc(2026, 3, 1, 8), ann.created_at
    assert_predicate ann.created_at, :utc?
    assert_equal Milkround::LocalTime.parse("2026-03-02T09:00:00"), series.schedule.starts_at
    cycle = hub.series.cycles(enterprise: "riverside", series: series.id).items[0]
    assert_equal Date.new(2026, 3, 2), cycle.dates.opens_on
    got = hub.cycles.get(enterprise: "riverside", cycle: cycle.dates.cycle)
    assert_equal "1.20 GBP", got.offers[0].price.to_s
    assert_equal :upcoming, got.cycle.state
    ticked = hub.test_clock.advance(to: DateTime.new(2026, 3, 2, 9, 0, 0.5r, "+01:00"))
    assert_equal Time.utc(2026, 3, 2, 8, 0, 0.5r), ticked.now
  end

  def test_patches_keep_set_and_clear
    hub = trial
    ann, = stock(hub)
    change = lambda do |**fields|
      hub.customers.update(enterprise: "riverside", customer: ann.id, fields: fields)
    end
    assert_equal "Ann", change.call(first_name: "Ann").first_name
    assert_equal "Ann", change.call(last_name: "Lee").first_name
    assert_equal "Ann", change.call(first_name: KEEP).first_name
    assert_nil change.call(first_name: nil).first_name
    fields = Milkround::CustomerFields.new(first_name: "Anna", "company": nil)
    assert_equal KEEP, fields.email
    anna = change.call(**fields.to_h)
    assert_equal ["Anna", "Lee", "ann@example.org"], [anna.first_name, anna.last_name, anna.email]
    assert_equal "R", hub.enterprises.update(enterprise: "riverside", name: "R").name
    assert_equal "R", hub.enterprises.update(enterprise: "riverside", zone: "Europe/Paris").name
  end

  def test_a_stock_is_kept_set_and_lifted
    hub = trial
    _, series = stock(hub)
    cycle = hub.series.cycles(enterprise: "riverside", series: series.id).items[0].dates.cycle
    offer = lambda do |**change|
      patch = Milkround::OfferPatch.new(distributor: "riverside", variant: "milk", **change)
      hub.cycles.update_offers(enterprise: "riverside", cycle: cycle, offers: [patch]).offers[0]
    end
    assert_equal 5, offer.call(stock: 5).stock
    dearer = offer.call(price: "1.50")
    assert_equal [BigDecimal("1.5"), 5], [dearer.price.amount, dearer.stock]
    assert_nil offer.call(stock: nil).stock
  end

  def test_keys_and_dry_runs
    hub = trial
    asked = { enterprise: "riverside", fields: { email: "a@b.example" } }
    make = ->(**also) { hub.customers.create(**asked, **also) }
    make.call(dry_run: true)
    assert_empty hub.customers.list(enterprise: "riverside").items
    assert_equal make.call(key: "once"), make.call(key: "once")
    assert_equal 1, hub.customers.list(enterprise: "riverside").items.size
  end

  def test_actors
    hub = trial
    ann, = stock(hub)
    at = { enterprise: "riverside" }
    assert_equal ann, hub.as_user("u1", ["riverside"]).customers.get(**at, customer: ann.id)
    assert_raises(Milkround::NotFound) { hub.as_user("u1", []).enterprises.get(**at) }
    as_ann = hub.as_customer("riverside", ann.id)
    assert_equal ann, as_ann.customers.get(enterprise: "riverside", customer: ann.id)
    assert_raises(Milkround::NotAllowed) { as_ann.customers.list(enterprise: "riverside") }
    assert_raises(Milkround::Invalid) { hub.as_user(1.5, ["riverside"]).tick }
  end

  def test_every_class_of_error
    hub = trial
    ann, = stock(hub)
    error = assert_raises(Milkround::Invalid) do
      wrong = [{ id: "", name: "x" }, { id: "y", nmae: "y" }]
      hub.variants.save(enterprise: "riverside", variants: wrong)
    end
    assert_equal %w[variants[1].nmae variants[1].name], error.violations.map(&:path)
    assert_equal %i[unknown_field required], error.violations.map(&:code)
    refute_predicate error, :retryable?
    assert_match(/did you mean `name`/, error.message)
    error = assert_raises(Milkround::NotFound) { hub.enterprises.get(enterprise: "elsewhere") }
    assert_equal "elsewhere", error.details["id"]
    error = assert_raises(Milkround::Conflict) do
      hub.customers.update(enterprise: "riverside", customer: ann.id, version: 99)
    end
    assert_equal :conflict, error.code
    error = assert_raises(Milkround::NotAllowed) { hub.as_user("u", ["riverside"]).tick }
    assert_kind_of Milkround::Error, error
    assert_kind_of StandardError, error
    assert_raises(Milkround::Unavailable) { Milkround.open("sqlite:/nowhere/at/all/hub.db") }
    Dir.mktmpdir do |folder|
      File.write("#{folder}/note.db", "no database " * 100)
      error = assert_raises(Milkround::Error) { Milkround.open("sqlite:#{folder}/note.db") }
      refute_predicate error, :retryable?
    end
    error = Milkround::Error.of({ "code" => "internal", "class" => "internal", "message" => "m" })
    assert_instance_of Milkround::Internal, error
  end

  def test_what_ruby_cannot_say_exactly_is_refused_with_its_path
    hub = trial
    line = ->(quantity) { { variant: "milk", quantity: quantity } }
    asked = { enterprise: "riverside", customer: "x", distributor: "riverside" }
    error = assert_raises(Milkround::Invalid) do
      hub.standing_orders.create(**asked, lines: [line.call(1), line.call(1.5)], starts_on: START)
    end
    assert_equal ["lines[1].quantity", "starts_on"], error.violations.map(&:path).sort
    assert_match(/give a BigDecimal/, error.message)
    error = assert_raises(Milkround::Invalid) { hub.test_clock.advance(to: Date.new(2026, 4, 1)) }
    assert_equal "to", error.path
    schedule = { starts_at: START, closes: { kind: :after, days: 2 } }
    error = assert_raises(Milkround::Invalid) do
      hub.series.create(enterprise: "riverside", name: "W", schedule: schedule)
    end
    assert_match(/LocalTime/, error.message)
    schedule = { starts_at: "2026-03-02T09:00:00", closes: { kind: :someday } }
    error = assert_raises(Milkround::Invalid) do
      hub.series.create(enterprise: "riverside", name: "W", schedule: schedule)
    end
    assert_equal "schedule.closes.kind", error.path
  end

  def test_the_low_door
    hub = trial
    envelope = '{"actor":{"kind":"system"},"input":{"enterprise":"riverside"}}'
    answer = hub.call("enterprises.get", envelope)
    assert_equal "Riverside", JSON.parse(answer).dig("ok", "name")
    assert_equal Encoding::UTF_8, answer.encoding
    assert_equal "unknown_operation", JSON.parse(hub.call("none", "{}")).dig("error", "code")
  end

  def test_rules_need_no_hub
    found = Milkround.rules.occurrences(
      zone: "Europe/London", starts_at: "2026-03-02T09:00:00", recurrence: "FREQ=WEEKLY", limit: 2
    )
    assert_includes found.inspect, "2026-03-09"
    error = assert_raises(Milkround::Invalid) do
      starts_at = "2026-03-02T09:00:00"
      Milkround.rules.occurrences(zone: "Europe/Londno", starts_at: starts_at, recurrence: "")
    end
    assert_includes error.violations.map(&:path), "zone"
  end

  def test_a_logger_is_told
    log = StringIO.new
    hub = trial(logger: Logger.new(log))
    assert_raises(Milkround::NotFound) { hub.enterprises.get(enterprise: "none") }
    assert_match(/Milkround enterprises\.create \(\d+\.\d ms\)$/, log.string)
    assert_match(/Milkround enterprises\.get \(.*\) refused: not_found/, log.string)
  end
end
