# frozen_string_literal: true

# An enterprise's customers, with their standing orders and what comes next.
class CustomersController < ActionController::Base
  layout "application"

  # What is not this user's to see is not there.
  rescue_from(Milkround::NotFound) { |error| render plain: error.message, status: :not_found }

  def index
    at = { enterprise: params[:enterprise] }
    @enterprise = hub.enterprises.get(**at)
    @customers = hub.customers.list(**at, columns: %i[name email balance], limit: 100).items
    @orders = hub.standing_orders.list(**at, state: :active, limit: 1000).items.group_by(&:customer)
    @next = @orders.values.flatten.to_h { |order| [order.id, next_cycle(at, order)] }
  end

  private

  # A real application asks its session who this is, and which enterprises he manages.
  def hub = @hub ||= Milkround.hub.as_user("jo", ["riverside"])

  # The first cycle that is not over, with what the standing order does in it.
  def next_cycle(at, order)
    timeline = hub.standing_orders.timeline(**at, standing_order: order.id).items
    timeline.find { |entry| coming(at).include?(entry.explanation.cycle.cycle) }
  end

  def coming(at)
    @coming ||= %i[open upcoming].flat_map do |state|
      hub.cycles.list(**at, state: state, limit: 1000).items.map { |entry| entry.cycle.id }
    end
  end
end
