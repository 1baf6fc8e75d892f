using Arch.Plugins.BuiltIn;

namespace Arch.Plugins.Tests.Support;

/// <summary>A folder of plugins that tests make and remove.</summary>
internal sealed class PluginRoot : IDisposable
{
    private readonly List<PluginCatalog> _catalogs = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("arch-plugins-").FullName;

    public static string Manifest(string id = "acme.demo", string version = "1.0.0", string sdk = ">=0.1 <1") =>
        $$"""{"id": "{{id}}", "version": "{{version}}", "sdk": "{{sdk}}"}""";

    /// <summary>The source of a step class that gives back its input.</summary>
    public static string EchoStep(string type, string className = "Echo", string attribute = "") => $$"""
        public sealed record {{className}}Input { public required string Text { get; init; } }
        public sealed record {{className}}Output { public string Text { get; init; } = ""; }
        [Step("{{type}}"{{attribute}})]
        public sealed class {{className}} : IStep<{{className}}Input, {{className}}Output>
        {
            public Task<{{className}}Output> RunAsync({{className}}Input input, StepContext context, CancellationToken cancellationToken) =>
                Task.FromResult(new {{className}}Output { Text = input.Text });
        }
        """;

    public string Add(string name, string manifest, byte[] assembly, params IEnumerable<(string Name, byte[] Image)> libraries)
    {
        var folder = Path.Combine(Folder, name);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "plugin.json"), manifest);
        File.WriteAllBytes(Path.Combine(folder, name + ".dll"), assembly);
        foreach (var (library, image) in libraries)
        {
            File.WriteAllBytes(Path.Combine(folder, library + ".dll"), image);
        }

        return folder;
    }

    public string Add(string name, string manifest, string source) => Add(name, manifest, Compiler.Compile(name, source));

    public PluginCatalog Open(params IReadOnlyList<string> otherRoots)
    {
        var catalog = PluginCatalog.Open([Folder, .. otherRoots], CoreSteps.All);
        _catalogs.Add(catalog);
        return catalog;
    }

    /// <summary>Opens a catalog over the folder.</summary>
    /// <param name="change">Changes the options.</param>
    public PluginCatalog Open(Func<PluginCatalogOptions, PluginCatalogOptions> change)
    {
        var catalog = PluginCatalog.Open(change(new PluginCatalogOptions { Roots = [Folder], BuiltIn = CoreSteps.All }));
        _catalogs.Add(catalog);
        return catalog;
    }

    public void Dispose()
    {
        foreach (var catalog in _catalogs)
        {
            catalog.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
    }
}
