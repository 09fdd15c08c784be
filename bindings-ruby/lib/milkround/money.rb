# frozen_string_literal: true

module Milkround
  # What the generated class does not say: how an amount is written.
  class Money
    # `2.40 GBP`
    def to_s
      decimals = DECIMALS.fetch(currency, 2)
      format("%.#{decimals}f %s", amount.round(decimals).to_r, currency)
    end
  end
end
