namespace Arch.Host.Tests.Support;

/// <summary>A folder with the packages of the SDK, as plugin authors get them; made once and deleted at the end.</summary>
public sealed class SdkFeed : IAsyncLifetime
{
    private readonly string _output = Directory.CreateTempSubdirectory("arch-build-").FullName;

    public string Folder { get; } = Directory.CreateTempSubdirectory("arch-feed-").FullName;

    /// <summary>Gets where packages are unpacked.</summary>
    public string Cache { get; } = Directory.CreateTempSubdirectory("arch-packages-").FullName;

    public async ValueTask InitializeAsync()
    {
        // Built apart from the tree's own output, which other tests use at the same time.
        var packages = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (var project in new[] { "engine/Arch.Sdk", "engine/Arch.Sdk.Testing" })
        {
            await DotNet.RunAsync(
                SourceTree.Root, packages, "pack", project, "--nologo", "-v", "q", "-c", "Release", "-o", Folder,
                $"-p:ArtifactsPath={_output}", "-p:RunAnalyzers=false");
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_output, recursive: true);
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(Cache, recursive: true);
        return ValueTask.CompletedTask;
    }
}
