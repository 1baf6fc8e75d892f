using System.Text;
using Arch.Plugin.Sql.Queries;
using Arch.Plugin.Testing;
using Arch.Plugins;

namespace Arch.Plugin.Sql.Tests;

/// <summary>The plugin as a host loads it: from its folder, in a context of its own, with its own native library.</summary>
public sealed class PluginFolderTests
{
    [Fact]
    public async Task Query_FromThePluginFolder_UsesItsOwnSqlite()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var folder = Path.Combine(output.Parent!.Parent!.Parent!.FullName, "plugins", output.Name);
        using var bench = new StepBench(typeof(QueryStep).Assembly);
        using var catalog = PluginCatalog.Open([folder], []);
        var input = """{"engine":"sqlite","file":"d.db","create":true,"statements":[{"query":"select 1 as v"}]}"""u8.ToArray();

        var result = await catalog.FindRunner("sql.transaction", 1).RunAsync(input, bench.Context, TestContext.Current.CancellationToken);

        Encoding.UTF8.GetString(result.Span).ShouldContain("""[{"v":1}]""");
        AppDomain.CurrentDomain.GetAssemblies()
            .ShouldContain(assembly => assembly.GetName().Name == "Microsoft.Data.Sqlite" && assembly.IsCollectible);
    }
}
