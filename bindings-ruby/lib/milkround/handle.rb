# frozen_string_literal: true

module Milkround
  # The open hub behind all its views. Many threads may call at a time; closing waits for them.
  #
  # A fork waits for them too, so that no transaction is torn. The child closes what the parent had
  # open, which takes nothing from the parent but frees SQLite's book of locks, and opens the file
  # anew when it first calls: on connections of its own, and with ids of its own.
  class Handle
    # What the finalizer needs, which must not know the handle itself.
    Open = Struct.new(:pointer, :pid)
    private_constant :Open

    @all = ObjectSpace::WeakMap.new

    class << self
      # Runs a fork while no handle is in use.
      def around_fork
        handles = @all.keys
        handles.each { |handle| handle.__send__(:pause) }
        pid = yield
      ensure
        handles&.each { |handle| handle.__send__(:resume, forked: pid == 0) }
      end

      def add(handle) = @all[handle] = true

      # Closes a handle that nobody knows any more; a fork's copy is the parent's to close.
      def finalizer(open)
        proc do
          Library.close_now(open.pointer) if open.pointer && open.pid == Process.pid
          open.pointer = nil
        end
      end
    end

    # @param options [Hash] as JSON has them
    def initialize(options, logger)
      @options = options
      @logger = logger
      @lock = Mutex.new
      @idle = ConditionVariable.new
      @calls = 0
      @waiting = 0
      @open = Open.new
      open_now
      ObjectSpace.define_finalizer(self, self.class.finalizer(@open))
      self.class.add(self)
    end

    def inspect = "#<#{self.class} #{@options["url"]}#{" closed" if closed?}>"
    def url = @options["url"]
    def closed? = @options.frozen?

    # A thread that is to be killed, or a timeout, waits until the call is over.
    #
    # @return [String] the answer's JSON
    def call(operation, envelope)
      started = Process.clock_gettime(Process::CLOCK_MONOTONIC) if @logger
      answer = Thread.handle_interrupt(Object => :never) do
        pointer = enter
        begin
          Library.call(pointer, operation, envelope)
        ensure
          leave
        end
      end
      note_time(answer) if operation == "test_clock.advance"
      log(operation, answer, started) if @logger
      answer
    end

    # Waits for the calls that run, and closes. Closing again does nothing.
    def close
      @lock.synchronize do
        next if closed?

        @options.freeze
        wait
        close_now
      end
      nil
    end

    private

    def enter
      @lock.synchronize do
        @idle.wait(@lock) while @waiting.positive? && !closed?
        raise IOError, "this hub is closed: open it again with Milkround.open" if closed?

        reopen if @open.pid != Process.pid || @open.pointer.nil?
        @calls += 1
        @open.pointer
      end
    end

    def leave
      @lock.synchronize do
        @calls -= 1
        @idle.broadcast if @calls.zero?
      end
    end

    # Until no call runs; none begins meanwhile.
    def wait
      @waiting += 1
      @idle.wait(@lock) until @calls.zero?
      @waiting -= 1
      @idle.broadcast
    end

    def open_now
      @open.pointer = Library.open(JSON.generate(@options))
      @open.pid = Process.pid
    end

    def close_now
      pointer, @open.pointer = @open.pointer, nil
      Library.close_hub(pointer) if pointer
    end

    # In the child of a fork.
    def reopen
      refuse("a hub in memory stays with the process that opened it, and this is a fork of that: " \
             "open another, or open a file") if url.match?(/\A(memory:|sqlite::memory:)\z/)
      refuse("this process was forked while a call ran, by other means than Ruby's: open the hub " \
             "after forking") if @open.pointer && @calls.positive?
      close_now
      # The parent goes on with the ids of its seed.
      @options["seed"] = (@options["seed"] + Process.pid) % (2**53) if @options["seed"]
      open_now
    end

    def refuse(message)
      raise Unavailable, { "code" => "store_unavailable", "class" => "unavailable",
                           "message" => message, "retryable" => false }
    end

    # The time to which a test clock was turned: a fork goes on from there.
    def note_time(answer)
      now = JSON.parse(answer).dig("ok", "now")
      @lock.synchronize { @options["test_clock"] = now if now && !closed? }
    end

    def log(operation, answer, started)
      taken = (Process.clock_gettime(Process::CLOCK_MONOTONIC) - started) * 1000
      @logger.debug do
        refused = JSON.parse(answer).dig("error", "code") if answer.start_with?('{"error"')
        format("Milkround %s (%.1f ms)%s", operation, taken, refused && " refused: #{refused}")
      end
    end

    # Before a fork: no call runs and none begins, until `resume`.
    def pause
      @lock.lock
      wait
    end

    def resume(forked:)
      return unless forked

      # Threads that waited are not in the child.
      @waiting = 0
      close_now unless closed?
    ensure
      @lock.unlock
    end
  end
  private_constant :Handle

  # Every way in which Ruby forks and goes on.
  module ForkGuard
    def _fork = Handle.around_fork { super }
  end

  # Before Ruby 3.2 `daemon` does not pass through `_fork`.
  module DaemonGuard
    def daemon(*) = Handle.around_fork { super.tap { break 0 } }
  end
  private_constant :ForkGuard, :DaemonGuard
  Process.singleton_class.prepend(ForkGuard)
  Process.singleton_class.prepend(DaemonGuard) if RUBY_VERSION < "3.2"
end
