using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Arch.Expressions.Types;
using Arch.Plugins.BuiltIn;
using Arch.Plugins.Tests.Support;

namespace Arch.Plugins.Tests.InTree;

/// <summary>The plugins that Arch ships, from the folder where its build puts them.</summary>
public sealed class InTreePluginTests : IDisposable
{
    private readonly PluginCatalog _catalog = PluginCatalog.Open([BuiltFolder()], CoreSteps.All);

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void Plugins_AllOfTheBuild_CanBeUsed()
    {
        foreach (var name in _catalog.Names)
        {
            _catalog.FindProblem(name, null).ShouldBeNull();
        }

        _catalog.Plugins.Select(plugin => plugin.Id).ShouldBe(["core", "arch.ai", "arch.data", "arch.files", "arch.http", "arch.mail", "arch.nats", "arch.process", "arch.redis", "arch.sql", "arch.vector", "arch.webhook"]);
        _catalog.Plugins.ShouldAllBe(plugin => plugin.State == PluginState.Active && plugin.Problems.Count == 0);
        _catalog.Names.Order(StringComparer.Ordinal).ShouldBe(
        [
            "ai.chat", "ai.classify", "ai.embed", "ai.extract", "base64.decode", "base64.encode", "core.log", "csv.format",
            "csv.parse", "file.copy", "file.delete", "file.exists", "file.list", "file.move", "file.read", "file.write",
            "hash.compute", "http.download", "http.paginate", "http.request", "http.upload", "json.format", "json.parse",
            "mail.send", "nats.ack", "nats.fetch", "nats.kv_delete", "nats.kv_get", "nats.kv_put", "nats.publish",
            "nats.request", "process.exec", "process.script", "redis.command", "redis.delete", "redis.get",
            "redis.hash_get", "redis.hash_set", "redis.increment", "redis.list_pop", "redis.list_push", "redis.lock",
            "redis.publish", "redis.set", "redis.unlock", "sql.bulk_load", "sql.execute", "sql.query", "sql.transaction",
            "text.template", "vector.delete", "vector.embed", "vector.search", "vector.upsert", "webhook.send",
            "webhook.verify", "xml.parse", "zip.create", "zip.extract",
        ]);
    }

    [Fact]
    public void Dispose_AllPluginsMadeReady_AreCollected()
    {
        UseAll();

        for (var i = 0; i < 20 && Loaded().Count > 0; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Loaded().ShouldBeEmpty();
    }

    [Fact]
    public void Plugins_EveryStepTypeAndField_IsDescribed()
    {
        foreach (var name in _catalog.Names)
        {
            var step = _catalog.Find(name, null)!;
            step.Summary.ShouldEndWith(".", customMessage: name);
            Undescribed(step.Input, name).Concat(Undescribed(step.Output, name)).ShouldBeEmpty();
        }
    }

    [Fact]
    public void Plugins_Version_IsThatOfTheBuild() =>
        _catalog.Plugins.Select(plugin => plugin.Version).Distinct().ShouldBe([_catalog.Plugins[0].Version]);

    [Fact]
    public async Task FindRunner_PluginWithLibrary_RunsInItsOwnContext()
    {
        var output = await _catalog.FindRunner("csv.parse", 1).RunAsync("""{"text":"a,b\n1,2\n"}""", TestContext.Current.CancellationToken);

        output.ShouldStartWith("""{"rows":[{"a":"1","b":"2"}]""");
        AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name == "CsvHelper")
            .ShouldAllBe(assembly => assembly.IsCollectible);
    }

    private static IEnumerable<string> Undescribed(TypeShape shape, string path) => shape.Members.SelectMany(member =>
        (string.IsNullOrEmpty(member.Value.Shape.Description) ? [$"{path}.{member.Key}"] : Enumerable.Empty<string>())
            .Concat(Undescribed(member.Value.Shape.Items ?? member.Value.Shape, $"{path}.{member.Key}")));

    // artifacts/bin/Arch.Plugins.Tests/<configuration>/ → artifacts/plugins/<configuration>/
    // Nothing of the plugins may be left on the stack of the test.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseAll()
    {
        using var catalog = PluginCatalog.Open([BuiltFolder()], CoreSteps.All);
        foreach (var name in catalog.Names)
        {
            catalog.Find(name, null).ShouldNotBeNull(name);
        }

        foreach (var name in catalog.TriggerNames)
        {
            catalog.FindTrigger(name, null).ShouldNotBeNull(name);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<string> Loaded() =>
    [
        .. AssemblyLoadContext.All
            .Where(context => context.IsCollectible)
            .SelectMany(context => context.Assemblies)
            .Select(assembly => assembly.GetName().Name ?? "")
            .Where(name => name.StartsWith("Arch.Plugin.", StringComparison.Ordinal)),
    ];

    private static string BuiltFolder()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(output.Parent!.Parent!.Parent!.FullName, "plugins", output.Name);
    }
}
