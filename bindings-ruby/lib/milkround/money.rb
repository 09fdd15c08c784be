# frozen_string_literal: true

module Milkround
  # What the generated class does not say: how an amount is written.
  class Money
    # `2.40 GBP`
    def to_s = format("%.#{DECIMALS.fetch(currency, 2)}f %s", amount.to_r, currency)
  end
end
