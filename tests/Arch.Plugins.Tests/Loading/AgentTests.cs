using System.Text;
using Arch.Plugins.Running;
using Arch.Plugins.Tests.Support;
using Arch.Sdk;
using Arch.Sdk.Agents;

namespace Arch.Plugins.Tests.Loading;

public sealed class AgentTests : IDisposable
{
    private readonly PluginRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void FindAgent_AgentOfAPlugin_IsDescribed()
    {
        var catalog = Open();

        var type = catalog.FindAgent("demo.counter", null).ShouldNotBeNull();

        (type.Name, type.Version, type.Summary, type.PluginId).ShouldBe(("demo.counter", 1, "Counts.", "acme.demo"));
        type.Settings.Members.Keys.ShouldBe(["by"]);
        catalog.AgentNames.ShouldBe(["demo.counter"]);
        catalog.Find("demo.counter", 1).ShouldBeNull();
    }

    [Fact]
    public async Task HandleAsync_AgentOfAPlugin_GivesTheNewState()
    {
        var runner = Open().FindAgentRunner("demo.counter", 1);

        var first = await HandleAsync(runner, null, """{"by":2}""");
        var second = await HandleAsync(runner, first, """{"by":3}""");

        (first, second).ShouldBe(("""{"count":2}""", """{"count":5}"""));
    }

    [Theory]
    [InlineData("""{"count":"x"}""", """{"by":1}""", "ARCH4104")]
    [InlineData(null, """{"bye":1}""", "ARCH4101")]
    [InlineData(null, """{"by":-1}""", "ARCH4110")]
    [InlineData(null, """{"by":-2}""", "ARCH4102")]
    public async Task HandleAsync_AgentThatMisbehaves_FailsWithItsReason(string? state, string settings, string code)
    {
        var runner = Open().FindAgentRunner("demo.counter", 1);

        (await Should.ThrowAsync<StepException>(() => HandleAsync(runner, state, settings))).Code.ShouldBe(code);
    }

    private static async Task<string> HandleAsync(IPluginAgentRunner runner, string? state, string settings)
    {
        var message = new AgentMessage { Id = "1", Kind = AgentMessageKind.Message, SentAt = DateTimeOffset.UnixEpoch };
        var after = await runner.HandleAsync(
            message,
            state is null ? null : Encoding.UTF8.GetBytes(state),
            Encoding.UTF8.GetBytes(settings),
            null!, // the agent does not look at it
            TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(after);
    }

    private PluginCatalog Open()
    {
        _root.Add("Counter", PluginRoot.Manifest(), """
            public sealed record Settings { public int By { get; init; } = 1; }
            public sealed record State { public int Count { get; init; } }
            [Arch.Sdk.Agents.Agent("demo.counter", Summary = "Counts.")]
            public sealed class A : Arch.Sdk.Agents.IAgent<Settings, State>
            {
                public Task<State> HandleAsync(
                    Arch.Sdk.Agents.AgentMessage message, State state, Settings settings, Arch.Sdk.Agents.AgentContext context, CancellationToken cancellationToken) =>
                    settings.By switch
                    {
                        -1 => throw new InvalidOperationException("no"),
                        -2 => Task.FromResult<State>(null!),
                        _ => Task.FromResult(new State { Count = state.Count + settings.By }),
                    };
            }
            """);
        return _root.Open();
    }
}
