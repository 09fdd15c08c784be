# frozen_string_literal: true

module Milkround
  # The way into the compiled library, for the whole process: calls go side by side, closing and
  # forking alone.
  #
  # So a fork finds no lock held and no transaction begun. Its child closes all that the parent had
  # open before it opens anything: that takes nothing from the parent, whose locks it does not hold,
  # and empties the book that SQLite keeps of them by process.
  module Gate
    @lock = Mutex.new
    @turn = ConditionVariable.new
    @inside = 0
    @alone = false

    # Goes in, when nobody is alone inside; alone: when all others are out, and none comes in. A
    # thread that is to be killed, or a timeout, waits until it is out again.
    def self.pass(alone: false)
      Thread.handle_interrupt(Object => :never) do
        @lock.synchronize do
          @turn.wait(@lock) while @alone
          @inside += 1
          @alone = alone
          @turn.wait(@lock) while @alone && @inside > 1
        end
        yield
      ensure
        @lock.synchronize do
          @inside -= 1
          @alone &&= !alone
          @turn.broadcast
        end
      end
    end

    def self.fork
      pass(alone: true) { yield.tap { |pid| Library.close_all if pid == 0 } }
    end
  end

  # Every way in which Ruby forks and goes on.
  module ForkGuard
    def _fork = Gate.fork { super }

    # Since Ruby 3.2 it passes through `_fork`.
    (def daemon(*) = Gate.fork { super }) if RUBY_VERSION < "3.2"
  end
  Process.singleton_class.prepend(ForkGuard)
  private_constant :Gate, :ForkGuard
end
