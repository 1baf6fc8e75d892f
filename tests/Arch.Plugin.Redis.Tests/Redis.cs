using Arch.Servers;

[assembly: AssemblyFixture(typeof(Arch.Plugin.Redis.Tests.Redis))]

namespace Arch.Plugin.Redis.Tests;

/// <summary>One server for all tests, with a password and a user who may only read; each test has keys of its own.</summary>
public sealed class Redis : IAsyncLifetime
{
    public const string Password = "s3cret-of-tests";

    private static int _keys;
    private RedisServer? _server;

    public int Port => _server!.Port;

    public async ValueTask InitializeAsync() => _server = await RedisServer.StartAsync(
        Password, ["reader on >reader-pw ~* +get +ping +echo +select +client"], cancellationToken: TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Gives a key that no other test has.</summary>
    public static string NewKey() => $"k{Interlocked.Increment(ref _keys)}";

    /// <summary>Gives the inputs of a step, with those of the connection.</summary>
    public Dictionary<string, object?> Input(object more)
    {
        var input = new Dictionary<string, object?> { ["host"] = RedisServer.Host, ["port"] = Port, ["password"] = Password, ["tls"] = "off" };
        foreach (var property in more.GetType().GetProperties())
        {
            input[property.Name] = property.GetValue(more);
        }

        return input;
    }
}
