# frozen_string_literal: true

# One season of Riverside Food Hub: fourteen rounds, and what people do between them. Give it a file
# (`season.rb riverside.db`) or a database (`season.rb postgres://…`), kill it and run it again: every
# command carries an idempotency key.

require "milkround"
require_relative "riverside"

# The hub with the names that its people go by: customers by their codes, rounds by their numbers.
class Town
  def initialize(hub)
    @hub = hub
    @now = Time.utc(2026, 2, 16, 9)
    hub.enterprises.create(**Riverside::DATA[:enterprise], key: "hub")
    hub.variants.save(**at, variants: Riverside.variants, key: "goods")
    # One after the other: who came first is served first.
    @customers = Riverside::DATA[:customers].to_h do |fields|
      advance(@now + 60)
      code = fields[:code]
      [code, hub.customers.create(**at, fields: fields, share_email: true, key: code).id]
    end
    made = hub.series.create(**at, **Riverside.series, key: "series")
    @series = made.series.id
    @standing = {}
    Riverside::DATA[:standing_orders].each do |wish|
      advance(@now + 60)
      stand(hub, **wish, key: "standing order #{wish[:customer]}")
    end
  end

  # Turns the clock from one thing to the next, and yields each round when it has closed.
  def live
    diary = Riverside::DIARY.dup
    (1..).each do |number|
      break unless (round = round(number))

      while diary.any? && local(diary[0][0]) < round.closes_at
        time, @key, act, *with = diary.shift
        advance(local(time))
        send(act, *with)
      end
      advance(round.closes_at)
      orders = @hub.orders.list(**at, cycle: round.dates.cycle, limit: 1000).items.map(&:order)
      yield round.dates, orders.select { |order| order.state == :placed }
    end
  end

  private

  def first_order
    petra = { first_name: "Petra", last_name: "Lowe", delivery_run: "COL" }
    wanted = "milk-whole 1 sourdough 1 honey 1"
    shop(nil, 1, wanted, email: "petra.lowe@mail.example", fields: petra)
  end

  def shop(code, number, wanted, customer: @customers[code], **whom)
    as(code).orders.record(**at, cycle: round(number).dates.cycle, distributor: "riverside",
                                 lines: lines(wanted), customer: customer, **whom, key: @key)
  end

  def change(code, number, verb, wanted = nil)
    asked = { standing_order: @standing.fetch(code), cycle: round(number).dates.cycle }
    order = @hub.orders.list(**at, **asked).items[0].order.id
    also = wanted ? { set_lines: lines(wanted) } : {}
    as(code).orders.public_send(verb, **at, order: order, **also, key: @key)
  end

  def standing(code, verb, with)
    with = with.merge(lines: lines(with[:lines])) if with[:lines]
    also = { standing_order: @standing.fetch(code), **with, key: @key }
    as(code).standing_orders.public_send(verb, **at, **also)
  end

  def join(code, distributor, wanted)
    stand(as(code), customer: code, distributor: distributor, lines: lines(wanted), key: @key)
  end

  def stand(who, customer:, **wish)
    wish = { **at, customer: @customers.fetch(customer), series: @series, **wish }
    @standing[customer] = who.standing_orders.create(**wish).standing_order.id
  end

  def stock(numbers, variant, to)
    offers = to.map { |where, n| { distributor: where, variant: variant, stock: n } }
    update(numbers, offers: offers)
  end

  def withdraw(numbers, variants)
    gone = Riverside::DATA[:distributors].map { |place| place[:distributor] }.product(variants)
    update(numbers, removed: gone.map { |place, one| { distributor: place, variant: one } })
  end

  def update(numbers, **change)
    numbers.each do |n|
      as(nil).cycles.update_offers(**at, cycle: round(n).dates.cycle, **change, key: "#{@key} #{n}")
    end
  end

  # What rounds are made of that do not exist yet.
  def retemplate(gone = nil)
    changed = Riverside.template(gone, "st-marys" => { "eggs-6" => 12 })
    as(nil).series.update(**at, series: @series, template: changed, key: @key)
  end

  def at = { enterprise: "riverside" }

  def round(number)
    rounds = @hub.series.cycles(**at, series: @series, limit: 1000).items
    rounds.find { |round| round.dates.number == number }
  end

  # Staff do it for those without a code, and for those who ring or have it done.
  def as(code)
    return @hub.as_user("jo", ["riverside"]) if [nil, "R21", "R26"].include?(code)

    @hub.as_customer("riverside", @customers.fetch(code))
  end

  # Grace's three packs of eggs are for two weeks.
  def lines(text)
    text.split.each_slice(2).map do |id, n|
      { variant: id, quantity: n, **(id == "eggs-6" && n == "3" ? { every: 2 } : {}) }
    end
  end

  # A time that is past is left alone: a season that is lived again.
  def advance(to, **how)
    @now = [@now, to].max
    @hub.test_clock.advance(to: @now, **how)
  end

  def sleep_until(time) = advance(local(time), without_ticks: true)

  # London's clocks go forward on 29 March.
  def local(text) = Time.iso8601("2026-#{text.sub(" ", "T")}:00#{text < "03-29" ? "Z" : "+01:00"}")
end

if $PROGRAM_NAME == __FILE__
  opening = { test_clock: Time.utc(2026, 2, 16, 9) }
  store = ARGV[0] || ":memory:"
  Milkround.open(store.include?("://") ? store : "sqlite:#{store}", **opening) do |hub|
    pounds = ->(amount) { Milkround::Money.new(amount: amount, currency: "GBP").to_s }
    count = sum = 0
    Town.new(hub).live do |dates, orders|
      value = orders.sum { |order| order.total.amount }
      count += orders.size
      sum += value
      puts format("%2d  %s  %3d orders  %s", dates.number, dates.collected_on.strftime("%a %e %b"),
                  orders.size, pounds.call(value))
    end
    puts "    season      #{count} orders  #{pounds.call(sum)}"
  end
end
