# frozen_string_literal: true

module Milkround
  VERSION = "0.1.0"
end
