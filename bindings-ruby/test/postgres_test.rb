# frozen_string_literal: true

require_relative "helper"
require "socket"

# Hubs on PostgreSQL. More of them: the forks, the season and some scenarios beside those elsewhere.
class PostgresTest < Minitest::Test
  include Hubs
  include Databases

  def setup = @url = database

  def test_it_answers_as_a_hub_in_memory_does
    answers = ["memory:", @url.to_s].map do |url|
      hub = trial(url)
      ann, series = stock(hub)
      hub.standing_orders.create(
        enterprise: "riverside", customer: ann.id, series: series.id, distributor: "riverside",
        lines: [{ variant: "milk", quantity: 2 }]
      )
      hub.test_clock.advance(to: Time.utc(2026, 3, 20, 12))
      orders = hub.orders.list(enterprise: "riverside").items
      assert_equal %i[placed placed placed], orders.map { |with| with.order.state }
      hub.close
      [ann, series, orders]
    end
    assert_equal(*answers)
  end

  def test_hubs_and_threads_share_a_database
    one = trial(@url.to_s)
    two = Milkround.open("#{@url}?pool=3".sub("postgres:", "postgresql:"), test_clock: START)
    Array.new(8) do |n|
      Thread.new do
        5.times do |i|
          fields = { email: "c#{n}-#{i}@example.org" }
          [one, two][n % 2].customers.create(enterprise: "riverside", fields: fields)
        end
      end
    end.each(&:join)
    [one, two].each do |hub|
      assert_equal 40, hub.customers.list(enterprise: "riverside", limit: 1000).items.size
      hub.close
    end
  end

  def test_who_cannot_log_in_is_refused_for_good
    @url.password = "n0t-this"
    error = assert_raises(Milkround::Unavailable) { Milkround.open(@url.to_s) }
    assert_equal :store_refused, error.code
    refute_predicate error, :retryable?
    refute_includes error.message, "n0t-this"
  end

  def test_where_nobody_listens_one_may_try_again
    @url.port = TCPServer.open("127.0.0.1", 0) { |server| server.addr[1] }
    error = assert_raises(Milkround::Unavailable) { Milkround.open(@url.to_s) }
    assert_equal :store_unavailable, error.code
    assert_predicate error, :retryable?
  end

  def test_a_url_that_does_not_read_is_refused_and_not_repeated
    [
      "postgres://shop:s3cret@localhost:port/shop", "postgres://shop:s3cret@localhost/shop?pool=no",
      "mysql://shop:s3cret@localhost/shop"
    ].each do |url|
      error = assert_raises(Milkround::Invalid) { Milkround.open(url) }
      assert_equal [:malformed, "url"], [error.code, error.path]
      refute_includes error.message, "s3cret"
    end
  end

  def test_a_hub_does_not_show_its_password
    Milkround.open(@url.to_s) do |hub|
      [hub, hub.as_user("u1", ["riverside"])].each do |one|
        assert_includes one.inspect, "postgres:"
        refute_includes one.inspect, @url.password
      end
    end
  end
end
