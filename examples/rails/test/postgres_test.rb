# frozen_string_literal: true

# The application with its hub in a PostgreSQL database, on the server that `make test-ruby` starts.

ENV["RAILS_ENV"] = "test"

require_relative "../config/application"
SERVER = ENV.fetch("MILKROUND_TEST_POSTGRES_URL")
Rails.application.config.milkround.url = SERVER.sub(%r{/\w*\z}, "/hub_1")
require_relative "../config/environment"
require_relative "../sample"
require "active_support/testing/autorun"
require "action_dispatch/testing/integration"
require "rails/test_help" if defined?(ActiveRecord)
require "rake"

Rails.application.load_tasks

# It installs, shows its customers, ticks, and goes on in the processes that it forks.
class PostgresTest < ActionDispatch::IntegrationTest
  test "a hub in the database" do
    2.times do
      said = task("milkround:install")
      assert_equal "Milkround: its tables in the database are up to date\n", said
    end
    Sample.make(Milkround.hub)
    get "/enterprises/riverside/customers"
    assert_select "h1", "Customers of Riverside Food Hub"
    assert_equal 3, css_select("tbody tr").size

    read, write = IO.pipe
    pid = fork do
      Milkround.hub.test_clock.advance(to: "2026-03-02T09:00:00Z")
      write.puts(Milkround.hub.orders.list(enterprise: "riverside").items.size)
      exit!(0)
    end
    write.close
    Process.wait(pid)
    assert_equal "2", read.read.strip
    assert_equal 2, Milkround.hub.orders.list(enterprise: "riverside").items.size
    assert_match(/\AMilkround: \d+ opened/, task("milkround:tick"))
  end

  private

  def task(name)
    said, = capture_io { Rake::Task[name].tap(&:reenable).invoke }
    said
  end
end
