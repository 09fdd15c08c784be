# frozen_string_literal: true

ROOT = File.expand_path("../..", __dir__)
ENV["MILKROUND_LIBRARY"] ||= "#{ROOT}/target/debug/libmilkround_c.so"
LIB = "#{ROOT}/bindings-ruby/lib"
$LOAD_PATH.unshift(LIB) unless $LOAD_PATH.include?(LIB)

require "milkround"
require "minitest/autorun"
require "open3"
require "tmpdir"
require "uri"

START = Time.utc(2026, 3, 1, 8)

# Databases that nobody has used yet, on the server that `make test-ruby` starts for the tests.
module Databases
  SERVER = ENV.fetch("MILKROUND_TEST_POSTGRES_URL", nil)
  @used = 0

  def self.another
    uri = URI(SERVER)
    uri.path = "/hub_#{@used += 1}"
    uri
  end

  # Answers its address, as a URI.
  def database
    skip "no server: `make test-ruby` starts one" unless SERVER
    Databases.another
  end
end

# What the tests share: a hub with an enterprise, and one with a weekly round and a customer.
module Hubs
  def trial(url = "memory:", **also)
    hub = Milkround.open(url, test_clock: START, seed: 1, **also)
    hub.enterprises.create(
      enterprise: "riverside", name: "Riverside", zone: "Europe/London", currency: "GBP"
    )
    hub
  end

  # Answers the customer and the series.
  def stock(hub)
    hub.variants.save(enterprise: "riverside", variants: [{ id: "milk", name: "Milk" }])
    ann = hub.customers.create(enterprise: "riverside", fields: { email: "ann@example.org" })
    weekly = hub.series.create(
      enterprise: "riverside", name: "Weekly",
      schedule: { starts_at: "2026-03-02T09:00:00", recurrence: "FREQ=WEEKLY",
                  closes: Milkround::ClosingRuleAfter.new(days: 2) },
      template: { outgoing: [{ distributor: "riverside",
                               offers: [{ variant: "milk", price: BigDecimal("1.20") }] }] }
    )
    [ann, weekly.series]
  end

  # Runs Ruby with the gem, and answers what it said.
  def ruby(*arguments)
    said, status = Open3.capture2e("ruby", "-w", "-I", LIB, *arguments)
    assert status.success?, said
    said
  end
end
