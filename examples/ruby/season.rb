# frozen_string_literal: true

# One season of Riverside Food Hub: fourteen rounds, and what people do between them. With the name
# of a file (`season.rb riverside.db`) it can be killed and run again: every command carries an
# idempotency key, and what was done is not done twice.

require "milkround"

DATA = JSON.parse(
  File.read(File.expand_path("../rust/data/riverside.json", __dir__)), symbolize_names: true
)

# The hub with the names that its people go by: customers by code, rounds by number.
class Town
  BREADS = %w[sourdough wholemeal rye rolls baguette focaccia].freeze

  def initialize(hub)
    @hub = hub
    hub.enterprises.create(**DATA[:enterprise], key: "hub")
    hub.variants.save(**at, variants: variants, key: "goods")
    @now = Time.utc(2026, 2, 16, 9)
    # One after the other: who came first is served first.
    @customers = DATA[:customers].to_h do |fields|
      step
      made = hub.customers.create(**at, fields: fields, share_email: true, key: fields[:code])
      [fields[:code], made.id]
    end
    @series = hub.series.create(
      **at, name: DATA[:series], schedule: DATA[:schedule], template: template, key: "series"
    ).series.id
    @standing = DATA[:standing_orders].to_h do |wish|
      step
      [wish[:customer], sign_up("standing order #{wish[:customer]}", hub, **wish)]
    end
  end

  # The diary: a time on the hub's clocks, what happens then, and how.
  def happenings
    [
      ["03-03 10:15", "Petra Lowe orders in the shop", lambda { |key|
        fields = { first_name: "Petra", last_name: "Lowe", delivery_run: "COL" }
        wanted = { "milk-whole" => 1, "sourdough" => 1, "honey" => 1 }
        record(key, staff, 1, wanted, email: "petra.lowe@mail.example", fields: fields)
      }],
      ["03-03 19:40", "Wendy Cole orders in the shop",
       ->(key) { shop(key, "R27", 1, "eggs-6" => 1, "salad" => 2, "rhubarb" => "0.75") }],
      ["03-09 20:05", "Ann Whitaker adds buns and leaves out the butter",
       ->(key) { edit(key, customer("R01"), "R01", 2, "buns" => 2, "butter" => 0) }],
      ["03-10 08:30", "The Lock Keeper Café confirms its order early",
       ->(key) { customer("R20").orders.confirm(**at, order: order("R20", 2), key: key) }],
      ["03-12 09:00", "Imogen Clarke skips the round of 20 March",
       ->(key) { skip(key, "R09", "2026-03-20") }],
      ["03-13 11:00", "Hen & Thistle: the hens lay badly, fewer eggs next round",
       ->(key) { set_stock(key, 3, "eggs-6", "riverside" => 14, "st-marys" => 5) }],
      ["03-19 15:00", "Cobble Lane: the baker is away", ->(key) { withdraw(key, 4, BREADS) }],
      ["03-24 18:20", "Xavier Moreau orders in the shop",
       ->(key) { shop(key, "R28", 4, "chicken" => 1, "potatoes" => "1.5", "leeks" => "0.5") }],
      ["03-27 12:00", "Riverside Primary School pauses for the Easter holidays",
       ->(key) { pause(key, "R22", "2026-03-30", "2026-04-10") }],
      ["03-30 21:10", "Grace Okafor needs no veg box on 10 April",
       ->(key) { skip(key, "R07", "2026-04-10", variant: "veg-small") }],
      ["04-07 20:15", "Zoë Hartley sets up a standing order while the round is open", lambda { |key|
        wanted = lines("milk-semi" => 2, "eggs-6" => 2, "wholemeal" => 1)
        sign_up(key, customer("R30"), customer: "R30", distributor: "st-marys", lines: wanted)
      }],
      ["04-09 10:00", "Hen & Thistle: 12 half dozens for the hall from round 7 on", lambda { |key|
        (7..10).each { |n| set_stock("#{key}, round #{n}", n, "eggs-6", "st-marys" => 12) }
        set_template(key)
      }],
      ["04-11 17:30", "Grace Okafor is away until the end of April",
       ->(key) { pause(key, "R07", "2026-04-13", "2026-04-30") }],
      ["04-13 14:00", "Towpath Kitchen wants more salad and hummus", lambda { |key|
        wanted = lines("milk-whole-2l" => 5, "eggs-12" => 4, "focaccia" => 4, "salad" => 10,
                       "hummus" => 6, "sourdough" => 4)
        staff.standing_orders.revise(**at, standing_order: @standing["R21"], lines: wanted, key: key)
      }],
      ["04-22 13:30", "Yusuf Demir signs up after the customers' limit", lambda { |key|
        wanted = lines("lamb" => "0.75", "yoghurt" => 2, "eggs-6" => 1, "flour-white" => "2.5")
        sign_up(key, customer("R29"), customer: "R29", distributor: "riverside", lines: wanted)
      }],
      ["04-24 09:30", "Longacre: wild garlic is nearly over",
       ->(key) { set_stock(key, 9, "wild-garlic", "riverside" => 4) }],
      ["05-01 09:30", "Longacre: the wild garlic is over", lambda { |key|
        (10..13).each { |n| withdraw("#{key}, round #{n}", n, ["wild-garlic"]) }
        set_template(key, without: "wild-garlic")
      }],
      ["05-02 08:45", "Grace Okafor takes more milk and some spinach from 8 May", lambda { |key|
        wanted = lines("veg-small" => 1, "milk-whole" => 4, "eggs-6" => 3, "sourdough" => 1,
                       "spinach" => 1)
        wanted[2][:every] = 2
        customer("R07").standing_orders.revise(
          **at, standing_order: @standing["R07"], holds_from: "2026-05-08", lines: wanted, key: key
        )
      }],
      ["05-05 09:10", "Jakub Zieliński cancels this week's order",
       ->(key) { customer("R10").orders.cancel(**at, order: order("R10", 10), key: key) }],
      ["05-11 16:00", "Rosa Delgado moves away and ends with 22 May", lambda { |key|
        ends = { standing_order: @standing["R18"], ends_on: Date.new(2026, 5, 22) }
        customer("R18").standing_orders.finish(**at, **ends, key: key)
      }],
      ["05-17 07:00", "The server is down until 11:20: round 12 opens late",
       ->(_) { advance(local("05-17 11:20"), without_ticks: true) }],
      ["05-26 10:30", "Wendy Cole orders in the shop again",
       ->(key) { shop(key, "R27", 13, "rhubarb" => "1.25", "cream" => 1, "eggs-6" => 1) }],
      ["06-02 11:45", "Harold Pym rings: two packs of sausages this week",
       ->(key) { edit(key, staff, "R26", 14, "sausages" => 2) }]
    ]
  end

  # Turns the clock from one thing to the next, and yields each round when it has closed.
  def live
    diary = happenings
    number = 1
    while (round = cycle(number))
      while diary.any? && local(diary[0][0]) < round.closes_at
        time, what, act = diary.shift
        advance(local(time))
        act.call(what)
      end
      advance(round.closes_at)
      orders = @hub.orders.list(**at, cycle: round.dates.cycle, limit: 1000).items.map(&:order)
      yield round, orders.select { |order| order.state == :placed }
      number += 1
    end
  end

  private

  def at = { enterprise: "riverside" }
  def staff = @hub.as_user("jo", ["riverside"])
  def customer(code) = @hub.as_customer("riverside", @customers.fetch(code))
  def lines(wanted) = wanted.map { |variant, quantity| { variant: variant, quantity: quantity } }
  def step = advance(@now + 60)

  # On the clocks of London: an hour ahead from 29 March on.
  def local(text)
    month, day, hour, minute = text.scan(/\d+/).map(&:to_i)
    Time.new(2026, month, day, hour, minute, 0, [month, day] <=> [3, 29] < 0 ? "+00:00" : "+01:00")
  end
end
