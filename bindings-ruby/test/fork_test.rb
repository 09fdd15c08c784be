# frozen_string_literal: true

require_relative "helper"

# A hub outlives a fork, in the parent and in the child.
class ForkTest < Minitest::Test
  include Hubs

  def setup
    @folder = Dir.mktmpdir
    @url = address
    @hub = trial(@url)
  end

  def address = "sqlite:#{@folder}/hub.db"

  def teardown
    @hub&.close
    FileUtils.remove_entry(@folder)
  end

  def test_a_child_opens_anew_and_both_go_on
    add(@hub, "before")
    3.times { |n| assert_equal "ok", child { add(@hub, "child#{n}") && "ok" } }
    add(@hub, "after")
    assert_equal %w[after before child0 child1 child2], codes(@hub)
  end

  # SQLite must know in the child that the child holds its locks: else the parent's end would take
  # the log away from under the child.
  def test_a_child_outlives_its_parents_hub
    said = child(wait_for: -> { @hub.close }) do |closed|
      add(@hub, "first")
      closed.call
      add(@hub, "second")
      codes(@hub).join(",")
    end
    assert_equal "first,second", said
    assert_equal %w[first second], Milkround.open(@url) { |hub| codes(hub) }
  end

  def test_forks_amid_the_calls_of_other_threads
    busy = true
    threads = Array.new(3) do |n|
      Thread.new do
        i = 0
        # A moment in between, for which the child's writes wait.
        sleep(0.01) while add(@hub, "t#{n}-#{i += 1}") && busy
      end
    end
    10.times { |n| assert_equal "ok", child { add(@hub, "f#{n}") && "ok" } }
    busy = false
    threads.each(&:join)
    assert_equal 10, codes(@hub).grep(/\Af\d\z/).size
  end

  # Many calls at once on each side, right after the fork.
  def test_the_threads_of_a_child_open_it_once
    said = child do
      Array.new(8) { |n| Thread.new { 5.times { |i| add(@hub, "c#{n}-#{i}") } } }.each(&:join)
      codes(@hub).size.to_s
    end
    assert_equal "40", said
    assert_equal 40, codes(@hub).size
  end

  # The call is one that lasts as long as the test likes.
  def test_other_threads_go_on_while_a_fork_waits_for_a_call
    started, over = Queue.new, Queue.new
    call = Thread.new { Milkround.const_get(:Gate).pass { started.push(:now) && over.pop } }
    started.pop
    fork = Thread.new { child { add(@hub, "late") && "ok" } }
    Thread.pass until fork.stop?
    counter = Thread.new { 1000.times { Thread.pass } }
    assert counter.join(60), "another thread is held up"
    assert_raises(Errno::ECHILD, "the fork did not wait") { Process.wait(-1, Process::WNOHANG) }
    over.push(:now)
    assert_equal "ok", fork.value
    call.join
    assert_equal %w[late], codes(@hub)
  end

  def test_a_grandchild_opens_anew_too
    said = child do
      add(@hub, "child")
      child { add(@hub, "grand").code }.then { codes(@hub).join(",") }
    end
    assert_equal "child,grand", said
    assert_equal 2, @hub.customers.list(enterprise: "riverside").items.map(&:customer).uniq.size
  end

  # Parent and child make different ids, though the seed is one.
  def test_a_childs_ids_and_clock
    @hub.test_clock.advance(to: "2026-03-05T08:00:00Z")
    theirs = child { add(@hub, "theirs").then { |one| "#{one.id} #{one.created_at.iso8601}" } }
    mine = add(@hub, "mine")
    refute_equal mine.id, theirs.split[0]
    assert_equal "2026-03-05T08:00:00Z", theirs.split[1]
  end

  def test_a_hub_in_memory_stays_with_its_process
    %w[memory: sqlite::memory:].each do |url|
      hub = trial(url)
      said = child do
        hub.enterprises.get(enterprise: "riverside")
      rescue Milkround::Unavailable => e
        "#{e.code} #{e.message}"
      end
      assert_match(/\Astore_unavailable a hub in memory stays with the process/, said)
      assert_equal "Riverside", hub.enterprises.get(enterprise: "riverside").name
      hub.close
    end
  end

  def test_a_closed_hub_stays_closed_and_a_child_may_close
    @hub.close
    assert_equal("closed", child { @hub.tick rescue "closed" })
    other = Milkround.open(@url)
    assert_equal("true", child { other.close.nil?.to_s })
    assert_empty codes(other)
    other.close
  end

  def test_a_daemon_opens_anew
    script = <<~RUBY
      require "milkround"
      hub = Milkround.open(ARGV[0])
      Process.daemon(true, true)
      hub.enterprises.update(enterprise: "riverside", name: "Daemon")
      File.write(ARGV[1], "done")
    RUBY
    ruby("-e", script, @url, "#{@folder}/done")
    100.times { File.exist?("#{@folder}/done") ? break : sleep(0.05) }
    assert_equal "Daemon", @hub.enterprises.get(enterprise: "riverside").name
  end

  def test_a_daemon_waits_for_the_calls_of_other_threads
    script = <<~RUBY
      require "milkround"
      hub = Milkround.open(ARGV[0])
      variants = Array.new(9000) { |i| { id: "v\#{i}", name: "V" } }
      input = { enterprise: "riverside", variants: variants }
      envelope = JSON.generate(actor: { kind: "system" }, input: input)
      Thread.new { hub.call("variants.save", envelope) }
      sleep 0.01
      Process.daemon(true, true)
      hub.enterprises.update(enterprise: "riverside", name: "Daemon")
      File.write(ARGV[1], "done")
    RUBY
    ruby("-e", script, @url, "#{@folder}/done")
    200.times { File.exist?("#{@folder}/done") ? break : sleep(0.05) }
    assert_equal "Daemon", @hub.enterprises.get(enterprise: "riverside").name
    assert_equal 1, @hub.variants.list(enterprise: "riverside", limit: 1).items.size
  end

  private

  def add(hub, code)
    fields = { code: code, email: "#{code}@e.example" }
    hub.customers.create(enterprise: "riverside", fields: fields)
  end

  def codes(hub)
    hub.customers.list(enterprise: "riverside", limit: 1000).items.map(&:code).sort
  end

  # What a block says in a forked process, which asks for `wait_for` once.
  def child(wait_for: -> {})
    said, say = IO.pipe
    heard, tell = IO.pipe
    asked, ask = IO.pipe
    pid = fork do
      closed = lambda do
        ask.puts
        heard.gets
      end
      say.write(yield(closed))
    rescue Exception => e # rubocop:disable Lint/RescueException
      say.write("#{e.class}: #{e.message}")
    ensure
      say.close
      exit!(0)
    end
    [say, ask, heard].each(&:close)
    if asked.gets
      wait_for.call
      tell.puts
    end
    said.read
  ensure
    Process.wait(pid) if pid
    [said, asked, tell].each(&:close)
  end
end

# The same on PostgreSQL: the child says no word on its parent's connections, and opens its own.
class PostgresForkTest < ForkTest
  include Databases

  def address = database.to_s
end
