# frozen_string_literal: true

# A hub to look at. Making it again changes nothing: every command has its key.
module Sample
  AT = { enterprise: "riverside" }.freeze

  def self.make(hub)
    hub.enterprises.create(**AT, name: "Riverside Food Hub", zone: "Europe/London", currency: "GBP",
                                 key: "hub")
    goods = [{ id: "milk", name: "Milk 1 L" }, { id: "bread", name: "Sourdough 800 g" }]
    hub.variants.save(**AT, variants: goods, key: "goods")
    offers = [{ variant: "milk", price: "1.45" }, { variant: "bread", price: "4.20" }]
    weekly = hub.series.create(
      **AT, name: "Weekly", template: { outgoing: [{ distributor: "riverside", offers: offers }] },
      schedule: { starts_at: "2026-03-02T09:00:00", recurrence: "FREQ=WEEKLY",
                  closes: { kind: :next, weekday: :wednesday, time: "18:00" } },
      key: "weekly"
    )
    { "Ann Whitaker" => 2, "Ben Okoro" => 1, "Zoë Hartley" => nil }.each do |name, milk|
      first, last = name.split
      fields = { first_name: first, last_name: last, email: "#{first.parameterize}@mail.example" }
      customer = hub.customers.create(**AT, fields: fields, key: name)
      next unless milk

      lines = [{ variant: "milk", quantity: milk }, { variant: "bread", quantity: 1, every: 2 }]
      hub.standing_orders.create(
        **AT, customer: customer.id, series: weekly.series.id, distributor: "riverside",
        lines: lines, key: "standing order of #{name}"
      )
    end
  end
end
