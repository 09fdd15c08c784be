# frozen_string_literal: true

require "json"

# What Riverside Food Hub begins its season with, and what happens in it.
module Riverside
  file = File.expand_path("../rust/data/riverside.json", __dir__)
  DATA = JSON.parse(File.read(file), symbolize_names: true)

  BREADS = %w[sourdough wholemeal rye rolls baguette focaccia].freeze
  # When, on the hub's clocks; what, for the diary; and how: the methods of Town in season.rb.
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
    ["04-07 20:15", "Zoë Hartley joins", :join, "R30", "st-marys",
     "milk-semi 2 eggs-6 2 wholemeal 1"],
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
    ["05-11 16:00", "Rosa Delgado moves away", :standing, "R18", :finish,
     { ends_on: "2026-05-22" }],
    ["05-17 07:00", "the server is down: round 12 opens late", :sleep_until, "05-17 11:20"],
    ["05-26 10:30", "Wendy Cole orders again", :shop, "R27", 13, "rhubarb 1.25 cream 1 eggs-6 1"],
    ["06-02 11:45", "Harold Pym rings", :change, "R26", 14, :edit, "sausages 2"]
  ].freeze

  # All goods, as Milkround wants to know them.
  def self.variants
    DATA[:producers].flat_map do |producer|
      producer[:products].map do |one|
        one.slice(:id, :name, :category, :weight, :unit_step).merge(supplier: producer[:id])
      end
    end
  end

  def self.series
    { name: DATA[:series], schedule: DATA[:schedule], template: template }
  end

  # What each round is made of: who supplies, who hands out what, and for how much.
  def self.template(gone = nil, stock = {})
    products = DATA[:producers].flat_map { |producer| producer[:products] }
    outgoing = DATA[:distributors].map do |place|
      name = place[:distributor]
      here = products.reject { |one| one[:id] == gone || (one[:only_at] || name) != name }
      offers = here.map do |one|
        much = stock.dig(name, one[:id]) || one.dig(:stock, name.to_sym)
        { variant: one[:id], price: one[:price], stock: much }
      end
      { **place, offers: offers }
    end
    incoming = DATA[:producers].map do |producer|
      { supplier: producer[:id], variants: producer[:products].map { |one| one[:id] } }
    end
    { outgoing: outgoing, incoming: incoming }
  end
end
