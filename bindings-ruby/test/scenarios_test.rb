# frozen_string_literal: true

require_relative "helper"

# The scenarios that every language must tell alike, through the idiomatic API.
class ScenariosTest < Minitest::Test
  include Databases

  FOLDER = "#{ROOT}/tests/scenarios"
  FILES = Dir["#{FOLDER}/*.json"].sort
  CODER = Milkround.const_get(:Coder)
  def test_there_are_scenarios = refute_empty(FILES, "no scenario is in #{FOLDER}")

  FILES.each do |file|
    define_method("test_#{File.basename(file, ".json")}") { play(file) }
  end

  # Some on PostgreSQL too; the Rust runner tells all of them there.
  FILES.each_slice(20) do |file,|
    define_method("test_#{File.basename(file, ".json")}_on_postgres") do
      play(file, database.to_s)
    end
  end

  def play(file, url = "memory:")
    scenario = JSON.load_file(file)
    given = scenario["given"] && JSON.load_file("#{FOLDER}/given/#{scenario["given"]}.json")
    steps = (given ? given["steps"] : []) + scenario["steps"]
    told = "#{ROOT}/target/scenarios/#{File.basename(file)}"
    told = File.exist?(told) && File.mtime(told) >= File.mtime(file) ? JSON.load_file(told) : []
    saved = {}
    Milkround.open(url, test_clock: scenario["start"], seed: 1) do |hub|
      steps.each_with_index do |step, n|
        follow(hub, step, saved, told[n], "step #{n + 1} (#{step["call"]})")
      end
    end
  end

  def follow(hub, step, saved, told, where)
    at = ->(name) { filled(step[name], saved) }
    answer = send(step["raw"] || step["raw_text"] ? :raw : :idiomatic, hub, step["call"], at)
    assert_equal plain(told), plain(answer), "#{where}: not as in Rust" if told
    outcome, name = step["expect_error"] ? %w[error expect_error] : %w[ok expect]
    assert answer.key?(outcome), "#{where}: #{answer}"
    hold(plain(at.call(name)), plain(answer[outcome]), where) if step[name]
    step.fetch("save", {}).each { |name, path| saved[name] = pick(answer["ok"], path) }
  end

  def raw(hub, call, at)
    envelope = call.start_with?("rules.") ? {} : { actor: at.call("as") || { kind: "system" } }
    %w[key dry_run].each { |name| envelope[name] = at.call(name) if at.call(name) }
    envelope = JSON.generate({ **envelope, input: at.call("with") || {} })
    text = at.call("raw_text")
    envelope = envelope.sub('"input":{}') { %("input":#{text}) } if text
    JSON.parse(hub.call(call, envelope))
  end

  def idiomatic(hub, call, at)
    *area, verb = call.split(".")
    on = actor(hub, at.call("as"))
    on = area == ["rules"] ? Milkround.rules : on.public_send(area[0]) if area.any?
    operation = (on.is_a?(Module) ? on : on.class).const_get(verb.upcase)
    also = { key: at.call("key"), dry_run: at.call("dry_run") }.compact
    given = (at.call("with") || {}).to_h do |name, json|
      [name.to_sym, value(operation.fields.fetch(name)[0], json)]
    end
    answer = on.public_send(verb, **given, **also)
    { "ok" => CODER.encode(operation.type, answer, "", CODER::Faults.new) }
  rescue Milkround::Error => e
    { "error" => e.to_h }
  end

  # What a program would give for an argument, rather than its JSON.
  def value(type, json)
    return json if json.nil?

    case type
    when Array then json.map { |one| value(type[0], one) }
    when Hash then json.transform_values { |one| value(type[:of], one) }
    when :decimal then BigDecimal(json)
    when :date then Date.iso8601(json)
    when :instant then Time.iso8601(json)
    when :local then Milkround::LocalTime.parse(json)
    when /\A[A-Z]/ then Milkround.const_get(type).decode(json)
    else json
    end
  end

  def actor(hub, json)
    case json&.transform_keys(&:to_sym)
    in nil | { kind: "system" } then hub
    in { kind: "user", user:, enterprises: } then hub.as_user(user, enterprises)
    in { kind: "customer", enterprise:, customer:, **rest }
      hub.as_customer(enterprise, customer, rest[:contact])
    end
  end

  def filled(json, saved)
    case json
    when /\A\$(\w+)\z/ then saved.fetch($1)
    when String then json.gsub(/\$\{(\w+)\}/) { saved.fetch($1) }
    when Array then json.map { |one| filled(one, saved) }
    when Hash then json.transform_values { |one| filled(one, saved) }
    else json
    end
  end

  # Decimals without the zeros that BigDecimal does not keep.
  def plain(json)
    case json
    when /\A-?\d+\.\d+\z/ then json.sub(/\.?0+\z/, "")
    when Array then json.map { |one| plain(one) }
    when Hash then json.transform_values { |one| plain(one) }
    else json
    end
  end

  def hold(expected, got, where)
    case [expected, got]
    in [Hash, Hash] then expected.each { |name, one| hold(one, got[name], "#{where}.#{name}") }
    in [Array, Array] if expected.size == got.size
      expected.each_index { |i| hold(expected[i], got[i], "#{where}[#{i}]") }
    else assert expected == got, "#{where}: expected #{expected.inspect}, got #{got.inspect}"
    end
  end

  def pick(json, path)
    path.scan(/[^.\[\]]+/).reduce(json) { |at, key| at[at.is_a?(Array) ? key.to_i : key] }
  end
end
