# frozen_string_literal: true

# Does what is due, and comes again. Late, twice or in parallel: no order is made twice.
class TickJob < ActiveJob::Base
  retry_on Milkround::Unavailable, wait: 1.minute, attempts: 1440

  def perform
    report = Milkround.hub.tick
    self.class.set(wait: report.more ? 0.seconds : 1.minute).perform_later
  end
end
