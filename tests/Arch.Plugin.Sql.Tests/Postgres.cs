using System.Text.Json;
using Arch.Plugin.Testing;
using Arch.Servers;

[assembly: AssemblyFixture(typeof(Arch.Plugin.Sql.Tests.Postgres))]

namespace Arch.Plugin.Sql.Tests;

/// <summary>One server for all tests; each has a schema of its own.</summary>
public sealed class Postgres : IAsyncLifetime
{
    private static int _schemas;
    private PostgresServer? _server;

    public int Port => _server!.Port;

    public async ValueTask InitializeAsync() =>
        _server = await PostgresServer.StartAsync(["max_connections=60", "deadlock_timeout=50ms"], TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Gives a name that no other test has.</summary>
    public static string NewName() => $"t{Interlocked.Increment(ref _schemas)}";

    /// <summary>Gives the inputs of a step, with those of the connection.</summary>
    public Dictionary<string, object?> Input(object more)
    {
        var input = new Dictionary<string, object?>
        {
            ["engine"] = "postgres",
            ["host"] = PostgresServer.Host,
            ["port"] = Port,
            ["user"] = PostgresServer.User,
            ["password"] = PostgresServer.Password,
            ["database"] = PostgresServer.Database,
            ["tls"] = "off",
        };
        foreach (var property in more.GetType().GetProperties())
        {
            input[property.Name] = property.GetValue(more);
        }

        return input;
    }

    public Task<JsonElement> ExecuteAsync(StepBench bench, string sql) =>
        bench.RunAsync("sql.execute", Input(new { sql }), TestContext.Current.CancellationToken);
}
