# frozen_string_literal: true

ENV["RAILS_ENV"] = "test"

require "tmpdir"
require_relative "../config/application"
FOLDER = Dir.mktmpdir
Rails.application.config.milkround.url = "sqlite:#{FOLDER}/db/hub.db"
require_relative "../config/environment"
require_relative "../sample"
require "active_support/testing/autorun"
require "action_dispatch/testing/integration"
require "active_job/test_helper"
require "rails/test_help" if defined?(ActiveRecord)
require "rake"

Minitest.after_run { FileUtils.rm_rf(FOLDER) }
Rails.application.load_tasks

# The application boots, installs, ticks and shows its customers.
class ShopTest < ActionDispatch::IntegrationTest
  include ActiveJob::TestHelper

  def setup
    install
    Sample.make(Milkround.hub)
  end

  test "installing makes the file once" do
    assert_equal "Milkround: #{FOLDER}/db/hub.db was there and is up to date\n", install
    Milkround.hub.close
    FileUtils.rm_rf("#{FOLDER}/db")
    assert_equal "Milkround: #{FOLDER}/db/hub.db was made\n", install
    assert_path_exists "#{FOLDER}/db/hub.db"
  end

  test "the page lists customers with their standing orders and what comes next" do
    get "/enterprises/riverside/customers"
    assert_response :success
    assert_select "title", "Riverside Food Hub"
    assert_select "h1", "Customers of Riverside Food Hub"
    rows = css_select("tbody tr").map { |row| row.text.squish }
    assert_equal 3, rows.size
    ann = "Ann Whitaker ann@mail.example 0.00 GBP 2 × milk 1 × bread Weekly 2 March 2026 an order"
    assert_operator rows[0], :start_with?, ann
    assert_match(/Zoë Hartley zoe@mail.example 0.00 GBP none/, rows[2])
  end

  test "what is not the user's is not there" do
    get "/enterprises/elsewhere/customers"
    assert_response :not_found
    assert_match(/no enterprise `elsewhere`/, response.body)
  end

  test "the job ticks and comes again" do
    Milkround.hub.test_clock.advance(to: "2026-03-02T09:00:00Z", without_ticks: true)
    assert_enqueued_with(job: TickJob) { TickJob.perform_now }
    orders = Milkround.hub.orders.list(enterprise: "riverside").items
    assert_equal %i[pending pending], orders.map { |with| with.order.state }
  end

  test "the task ticks" do
    assert_match(/\AMilkround: \d+ opened, \d+ closed, \d+ orders made/, task("milkround:tick"))
  end

  test "there is one hub, with the application's logger and address" do
    assert_same Milkround.hub, Milkround.hub
    assert_equal "sqlite:#{FOLDER}/db/hub.db", Milkround::Railtie.url
    pid = fork { exit!(Milkround.hub.enterprises.get(enterprise: "riverside").name.size) }
    assert_equal "Riverside Food Hub".size, Process.wait2(pid)[1].exitstatus
  end

  private

  def install = task("milkround:install")

  def task(name)
    said, = capture_io { Rake::Task[name].tap(&:reenable).invoke }
    said
  end
end
