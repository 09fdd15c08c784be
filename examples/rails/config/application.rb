# frozen_string_literal: true

require "rails"
require "action_controller/railtie"
require "active_job/railtie"
require "milkround"

# A hub's own application, with Milkround in it: no tables of its own, no assets.
class Shop < Rails::Application
  config.load_defaults 6.1
  config.root = File.expand_path("..", __dir__)
  config.eager_load = false
  config.secret_key_base = ENV.fetch("SECRET_KEY_BASE", "for a trial alone")
  config.active_job.queue_adapter = :async
  config.logger = Logger.new(Rails.env.test? ? nil : $stdout)

  # Where Milkround keeps its file: this is what it usually is.
  config.milkround.url = "sqlite:db/milkround_#{Rails.env}.db"
  # Tests turn the clock themselves.
  config.milkround.test_clock = Time.utc(2026, 3, 1, 8) if Rails.env.test?

  # Tick from now on, when this is a server.
  server { TickJob.perform_later }

  routes.append do
    get "enterprises/:enterprise/customers", to: "customers#index", as: :customers
  end
end
