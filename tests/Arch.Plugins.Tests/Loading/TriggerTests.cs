using System.Text;
using Arch.Plugin.Testing;
using Arch.Plugins.Tests.Support;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Loading;

public sealed class TriggerTests : IDisposable
{
    private readonly PluginRoot _root = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task PollAsync_TriggerOfAPlugin_GivesItemsAndCursor()
    {
        var catalog = Open();

        var news = await catalog.FindTriggerRunner("count.up", 1)
            .PollAsync("""{"step":2}"""u8.ToArray(), new BenchTrigger("40"), Token);

        news.Cursor.ShouldBe("42");
        news.HasMore.ShouldBeTrue();
        news.Items.Select(item => (item.Key, Encoding.UTF8.GetString(item.ItemUtf8.Span)))
            .ShouldBe([("n41", """{"number":41}"""), ("n42", """{"number":42}""")]);
    }

    [Fact]
    public void FindTrigger_TriggerOfAPlugin_IsDescribed()
    {
        var type = Open().FindTrigger("count.up", null).ShouldNotBeNull();

        (type.Name, type.Version, type.Summary, type.PluginId).ShouldBe(("count.up", 1, "Counts.", "acme.demo"));
        type.Settings.Members.Keys.ShouldBe(["step"]);
        type.Item.Members.Keys.ShouldBe(["number"]);
    }

    [Fact]
    public void Find_NameOfATrigger_IsNoStep()
    {
        var catalog = Open();

        catalog.Find("count.up", 1).ShouldBeNull();
        catalog.Names.ShouldBe(["core.log"]);
        catalog.TriggerNames.ShouldBe(["count.up"]);
        Should.Throw<StepException>(() => catalog.FindTriggerRunner("count.down", 1)).Message
            .ShouldBe("No plugin offers the trigger type 'count.down@1'. Install one that does; 'arch plugins list' shows what is there.");
    }

    [Theory]
    [InlineData("""{"stepp":2}""", "ARCH4101", "The inputs of 'count.up' do not fit its declaration. The input 'stepp' is unknown. Did you mean 'step'?")]
    [InlineData("""{"step":-1}""", "ARCH4103", "The trigger type 'count.up' gave an item with a key of 0 characters; it must have 1 to 512.")]
    [InlineData("""{"step":-2}""", "ARCH4103", "The trigger type 'count.up' gave a cursor of 65537 characters; at most 65536 are kept.")]
    [InlineData("""{"step":-3}""", "ARCH4110", "The trigger type 'count.up' threw System.InvalidOperationException: no more")]
    [InlineData("""{"step":-4}""", "ARCH4102", "The trigger type 'count.up' returned null; it must return a TriggerBatch.")]
    public async Task PollAsync_TriggerThatMisbehaves_FailsWithItsReason(string settings, string code, string message)
    {
        var runner = Open().FindTriggerRunner("count.up", 1);

        var failure = await Should.ThrowAsync<StepException>(async () => await runner.PollAsync(Encoding.UTF8.GetBytes(settings), new BenchTrigger("1"), Token));

        failure.Code.ShouldBe(code);
        failure.Message.ShouldBe(message);
    }

    private PluginCatalog Open()
    {
        _root.Add("Count", PluginRoot.Manifest(), """
            public sealed record Settings { public int Step { get; init; } = 1; }
            public sealed record Item { public int Number { get; init; } }
            [Trigger("count.up", Summary = "Counts.")]
            public sealed class T : ITrigger<Settings, Item>
            {
                public Task<TriggerBatch<Item>> PollAsync(Settings settings, TriggerContext context, CancellationToken cancellationToken)
                {
                    var at = int.Parse(context.Cursor ?? "0");
                    return settings.Step switch
                    {
                        -1 => Task.FromResult(new TriggerBatch<Item> { Items = [new TriggerItem<Item> { Key = "", Item = new Item() }] }),
                        -2 => Task.FromResult(new TriggerBatch<Item> { Cursor = new string('x', 65537) }),
                        -3 => throw new InvalidOperationException("no more"),
                        -4 => Task.FromResult<TriggerBatch<Item>>(null!),
                        _ => Task.FromResult(new TriggerBatch<Item>
                        {
                            Items = System.Linq.Enumerable.ToList(System.Linq.Enumerable.Select(
                                System.Linq.Enumerable.Range(at + 1, settings.Step), n => new TriggerItem<Item> { Key = $"n{n}", Item = new Item { Number = n } })),
                            Cursor = (at + settings.Step).ToString(),
                            HasMore = true,
                        }),
                    };
                }
            }
            """);
        return _root.Open();
    }
}
