# frozen_string_literal: true

# One season of Riverside Food Hub: fourteen rounds, and what people do between them. Give it a file
# (`season.rb riverside.db`), kill it and run it again: every command carries an idempotency key.

require "milkround"

RIVERSIDE = File.expand_path("../rust/data/riverside.json", __dir__)
BREADS = %w[sourdough wholemeal rye rolls baguette focaccia].freeze
# When, on the hub's clocks; what, for the diary; and how: see the methods of Town.
DIARY = [
  ["03-03 10:15", "Petra Lowe orders and becomes a customer", :first_order],
  ["03-03 19:40", "Wendy Cole orders", :shop, "R27", 1, "eggs-6 1 salad 2 rhubarb 0.75"],
  ["03-09 20:05", "Ann Whitaker: no butter", :change, "R01", 2, :edit, "buns 2 butter 0"],
  ["03-10 08:30", "The Lock Keeper Café is sure", :change, "R20", 2, :confirm],
  ["03-12 09:00", "Imogen Clarke skips", :standing, "R09", :skip, { dates: ["2026-03-20"] }],
  ["03-13 11:00", "few eggs", :stock, [3], "eggs-6", { "riverside" => 14, "st-marys" => 5 }],
  ["03-19 15:00", "the baker is away", :withdraw, [4], BREADS],
  ["03-24 18:20", "Xavier Moreau orders", :shop, "R28", 4, "chicken 1 potatoes 1.5 leeks 0.5"],
  ["03-27 12:00", "Riverside School has holidays", :standing, "R22", :pause,
   { starts_on: "2026-03-30", ends_on: "2026-04-10", open_orders: :cancel }],
  ["03-30 21:10", "Grace Okafor needs no veg box", :standing, "R07", :skip,
   { dates: ["2026-04-10"], variant: "veg-small" }],
  ["04-07 20:15", "Zoë Hartley joins", :join, "R30", "st-marys", "milk-semi 2 eggs-6 2 wholemeal 1"],
  ["04-09 10:00", "eggs for the hall", :stock, 7..10, "eggs-6", { "st-marys" => 12 }],
  ["04-09 10:00", "eggs for the hall in rounds to come", :retemplate],
  ["04-11 17:30", "Grace Okafor is away", :standing, "R07", :pause,
   { starts_on: "2026-04-13", ends_on: "2026-04-30", open_orders: :cancel }],
  ["04-13 14:00", "Towpath Kitchen wants more", :standing, "R21", :revise,
   { lines: "milk-whole-2l 5 eggs-12 4 focaccia 4 salad 10 hummus 6 sourdough 4" }],
  ["04-22 13:30", "Yusuf Demir joins, too late for this week", :join, "R29", "riverside",
   "lamb 0.75 yoghurt 2 eggs-6 1 flour-white 2.5"],
  ["04-24 09:30", "wild garlic is scarce", :stock, [9], "wild-garlic", { "riverside" => 4 }],
  ["05-01 09:30", "wild garlic is over", :withdraw, 10..13, ["wild-garlic"]],
  ["05-01 09:30", "no wild garlic in rounds to come", :retemplate, "wild-garlic"],
  ["05-02 08:45", "Grace Okafor takes more milk", :standing, "R07", :revise,
   { holds_from: "2026-05-08",
     lines: "veg-small 1 milk-whole 4 eggs-6 3 sourdough 1 spinach 1" }],
  ["05-05 09:10", "Jakub Zieliński cancels", :change, "R10", 10, :cancel],
  ["05-11 16:00", "Rosa Delgado moves away", :standing, "R18", :finish, { ends_on: "2026-05-22" }],
  ["05-17 07:00", "the server is down: round 12 opens late", :sleep_until, "05-17 11:20"],
  ["05-26 10:30", "Wendy Cole orders", :shop, "R27", 13, "rhubarb 1.25 cream 1 eggs-6 1"],
  ["06-02 11:45", "Harold Pym rings", :change, "R26", 14, :edit, "sausages 2"]
].freeze

# The hub with the names that its people go by: customers by their codes, rounds by their numbers.
class Town
  def initialize(hub)
    @hub = hub
    @data = JSON.parse(File.read(RIVERSIDE), symbolize_names: true)
    @now = Time.utc(2026, 2, 16, 9)
    hub.enterprises.create(**@data[:enterprise], key: "hub")
    hub.variants.save(**at, variants: variants, key: "goods")
    # One after the other: who came first is served first.
    @customers = @data[:customers].to_h do |fields|
      advance(@now + 60)
      code = fields[:code]
      [code, hub.customers.create(**at, fields: fields, share_email: true, key: code).id]
    end
    made = hub.series.create(**at, name: @data[:series], schedule: @data[:schedule],
                                   template: template, key: "series")
    @series = made.series.id
    @standing = {}
    @data[:standing_orders].each do |wish|
      advance(@now + 60)
      stand(hub, **wish, key: "standing order #{wish[:customer]}")
    end
  end

  # Turns the clock from one thing to the next, and yields each round when it has closed.
  def live
    diary = DIARY.dup
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
    update(numbers, offers: to.map { |where, n| { distributor: where, variant: variant, stock: n } })
  end

  def withdraw(numbers, variants)
    gone = @data[:distributors].map { |place| place[:distributor] }.product(variants)
    update(numbers, removed: gone.map { |place, one| { distributor: place, variant: one } })
  end

  def update(numbers, **change)
    numbers.each do |n|
      as(nil).cycles.update_offers(**at, cycle: round(n).dates.cycle, **change, key: "#{@key} #{n}")
    end
  end

  # What rounds are made of that do not exist yet.
  def retemplate(gone = nil)
    changed = template(gone, "st-marys" => { "eggs-6" => 12 })
    as(nil).series.update(**at, series: @series, template: changed, key: @key)
  end

  def template(gone = nil, stock = {})
    products = @data[:producers].flat_map { |producer| producer[:products] }
    outgoing = @data[:distributors].map do |place|
      name = place[:distributor]
      here = products.reject { |one| one[:id] == gone || (one[:only_at] || name) != name }
      { **place, offers: here.map do |one|
        much = stock.dig(name, one[:id]) || one.dig(:stock, name.to_sym)
        { variant: one[:id], price: one[:price], stock: much }
      end }
    end
    incoming = @data[:producers].map do |producer|
      { supplier: producer[:id], variants: producer[:products].map { |one| one[:id] } }
    end
    { outgoing: outgoing, incoming: incoming }
  end

  def variants
    @data[:producers].flat_map do |producer|
      producer[:products].map do |one|
        one.slice(:id, :name, :category, :weight, :unit_step).merge(supplier: producer[:id])
      end
    end
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
  Milkround.open("sqlite:#{ARGV[0] || ":memory:"}", **opening) do |hub|
    count = sum = 0
    Town.new(hub).live do |dates, orders|
      value = orders.sum { |order| order.total.amount }
      count += orders.size
      sum += value
      puts format("%2d  %s  %3d orders  £%s", dates.number, dates.collected_on.strftime("%a %e %b"),
                  orders.size, Milkround::Money.new(amount: value, currency: "GBP"))
    end
    puts "    season      #{count} orders  £#{Milkround::Money.new(amount: sum, currency: "GBP")}"
  end
end
