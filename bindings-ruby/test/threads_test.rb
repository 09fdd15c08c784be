# frozen_string_literal: true

require_relative "helper"

# Many threads on one hub; a call holds no other thread up.
class ThreadsTest < Minitest::Test
  include Hubs

  def test_other_threads_run_during_a_call
    hub = trial
    variants = Array.new(3000) { |i| { id: "v#{i}", name: "V" } }
    input = { enterprise: "riverside", variants: variants }
    envelope = JSON.generate(actor: { kind: "system" }, input: input)
    counted = 0
    counting = true
    counter = Thread.new { counted += 1 while counting }
    # The main thread is in the call; only the counter can go on, and it must each time.
    5.times do
      before = counted
      assert_match(/\A{"ok"/, hub.call("variants.save", envelope))
      assert_operator counted - before, :>, 1000
    end
    counting = false
    counter.join
  end

  def test_many_threads_at_once
    Dir.mktmpdir do |folder|
      hub = trial("sqlite:#{folder}/hub.db")
      Array.new(8) do |n|
        Thread.new do
          10.times do |i|
            fields = { email: "c#{n}-#{i}@example.org" }
            hub.customers.create(enterprise: "riverside", fields: fields)
            hub.customers.list(enterprise: "riverside")
          end
        end
      end.each(&:join)
      assert_equal 80, hub.customers.list(enterprise: "riverside", limit: 1000).items.size
      hub.close
    end
  end

  def test_closing_waits_for_the_calls_that_run
    20.times do
      hub = trial
      started = Queue.new
      threads = Array.new(4) do
        Thread.new do
          started << true
          loop { hub.enterprises.get(enterprise: "riverside") }
        rescue IOError => e
          e.message
        end
      end
      4.times { started.pop }
      sleep 0.002
      hub.close
      threads.each { |thread| assert_match(/closed/, thread.value) }
    end
  end

  def test_hubs_that_nobody_closes_are_closed
    Dir.mktmpdir do |folder|
      said = ruby("-e", <<~RUBY, "#{folder}/hub.db")
        require "milkround"
        20.times { Milkround.open("sqlite:\#{ARGV[0]}").tick }
        GC.start
        open = Dir["/proc/self/fd/*"].filter_map { |fd| File.readlink(fd) rescue nil }
        puts open.count { |file| file.start_with?(ARGV[0]) }
      RUBY
      assert_operator said.to_i, :<, 40
      # The last one is closed when the process ends, and takes its log with it.
      assert_equal ["hub.db"], Dir.children(folder)
    end
  end
end
