namespace Arch.Host.Tests.Support;

/// <summary>A folder with the packages of the SDK, as plugin authors get them; made once and deleted at the end.</summary>
public sealed class SdkFeed : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("arch-feed-").FullName;

    /// <summary>Gets where packages are unpacked.</summary>
    public string Cache { get; } = Directory.CreateTempSubdirectory("arch-packages-").FullName;

    public async ValueTask InitializeAsync()
    {
        // The tests' own project has them built.
        foreach (var project in new[] { "engine/Arch.Sdk", "engine/Arch.Sdk.Testing" })
        {
            await DotNet.RunAsync(
                SourceTree.Root, Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages"),
                "pack", project, "--no-build", "--nologo", "-c", ArchProgram.Configuration == "release" ? "Release" : "Debug", "-o", Folder);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(Cache, recursive: true);
        return ValueTask.CompletedTask;
    }
}
