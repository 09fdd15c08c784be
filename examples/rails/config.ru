# frozen_string_literal: true

require_relative "config/environment"
Rails.application.load_server
run Rails.application
