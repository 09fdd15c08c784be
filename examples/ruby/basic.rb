# frozen_string_literal: true

# The shortest walk through Milkround: a hub, a customer, a series, and what ticks make of it.

require "milkround"

# A host opens `sqlite:hub.db`, and leaves the test clock out.
Milkround.open("sqlite::memory:", test_clock: Time.utc(2026, 3, 1, 12)) do |hub|
  # The hub, what it sells, and who buys.
  hub.enterprises.create(
    enterprise: "riverside", name: "Riverside Food Hub", zone: "Europe/London", currency: "GBP"
  )
  hub.variants.save(enterprise: "riverside", variants: [{ id: "milk", name: "Milk 1 L" }])
  ann = hub.customers.create(enterprise: "riverside", fields: { email: "ann@example.org" })

  # Every week from Monday 2 March 09:00 until the next Wednesday 18:00.
  weekly = hub.series.create(
    enterprise: "riverside",
    name: "Weekly",
    schedule: {
      starts_at: "2026-03-02T09:00:00", recurrence: "FREQ=WEEKLY",
      closes: { kind: :next, weekday: :wednesday, time: "18:00" }
    },
    template: {
      outgoing: [{ distributor: "riverside", offers: [{ variant: "milk", price: "1.45" }] }]
    }
  )

  # Two bottles in every one of them.
  hub.standing_orders.create(
    enterprise: "riverside", customer: ann.id, series: weekly.series.id, distributor: "riverside",
    lines: [{ variant: "milk", quantity: 2 }]
  )

  # Three weeks go by. A host calls `hub.tick` from its scheduler instead.
  hub.test_clock.advance(to: Time.utc(2026, 3, 20, 12))
  hub.orders.list(enterprise: "riverside").items.each do |with|
    with.lines.each do |line|
      puts "#{with.order.state}: #{line.ordered.to_i} × #{line.variant}"
    end
    puts "        #{with.order.total}"
  end
end
