# frozen_string_literal: true

module Milkround
  # What the generated class cannot know: how many decimals an amount of a currency has.
  class Money
    # Where it is not two (ISO 4217).
    DECIMALS = {
      0 => %w[BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF],
      3 => %w[BHD IQD JOD KWD LYD OMR TND],
      4 => %w[CLF UYW]
    }.flat_map { |decimals, codes| codes.map { |code| [code, decimals] } }.to_h.freeze
    private_constant :DECIMALS

    # `2.40 GBP`
    def to_s
      decimals = DECIMALS.fetch(currency, 2)
      whole, rest = BigDecimal(amount.round(decimals)).to_s("F").split(".")
      "#{whole}#{".#{rest.ljust(decimals, "0")}" if decimals.positive?} #{currency}"
    end
  end
end
