defmodule Tides.Application do
  use Application

  @impl true
  def start(_type, _args) do
    Supervisor.start_link([{Task, &Tides.Server.listen/0}], strategy: :one_for_one)
  end
end
