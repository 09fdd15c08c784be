# frozen_string_literal: true

# What a call through Ruby costs: `enterprises.get`, by its method and through the low door, on a
# release build (`cargo build --release -p milkround-ruby`). Subtract the same call in Rust.

root = File.expand_path("..", __dir__)
ENV["MILKROUND_LIBRARY"] ||= "#{root}/target/release/libmilkround_c.so"
$LOAD_PATH.unshift("#{__dir__}/lib")
require "milkround"

ROUNDS = 20_000

def median(what)
  1000.times { yield }
  taken = Array.new(ROUNDS) do
    started = Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond)
    yield
    Process.clock_gettime(Process::CLOCK_MONOTONIC, :nanosecond) - started
  end
  puts format("%-34s %6.1f µs", what, taken.sort[ROUNDS / 2] / 1000.0)
end

Milkround.open("memory:") do |hub|
  hub.enterprises.create(enterprise: "e", name: "E", zone: "Europe/London", currency: "GBP")
  envelope = '{"actor":{"kind":"system"},"input":{"enterprise":"e"}}'
  answer = hub.call("enterprises.get", envelope)
  median("an unknown operation, raw") { hub.call("none", "{}") }
  median("enterprises.get, raw") { hub.call("enterprises.get", envelope) }
  median("enterprises.get, by its method") { hub.enterprises.get(enterprise: "e") }
  median("reading its JSON alone") { JSON.parse(answer, freeze: true) }
end
