# frozen_string_literal: true

module Milkround
  # What the generated class does not say: how an amount is written.
  class Money
    # `2.40 GBP`
    def to_s
      decimals = DECIMALS.fetch(currency, 2)
      whole, rest = BigDecimal(amount.round(decimals)).to_s("F").split(".")
      "#{whole}#{".#{rest.ljust(decimals, "0")}" if decimals.positive?} #{currency}"
    end
  end
end
