using System.Runtime.InteropServices;
using Arch.Plugins.Manifests;
using Arch.Sdk;

namespace Arch.Plugins.Discovery;

/// <summary>What this process offers to plugins: the SDK's version, the runtime's, and the assemblies it was started with.</summary>
internal static class HostRuntime
{
    private static readonly Lazy<HashSet<string>> Assemblies = new(() =>
    {
        var paths = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "";
        return paths.Split(Path.PathSeparator)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
    });

    public static SemanticVersion SdkVersion { get; } = ReadSdkVersion();

    public static Version FrameworkVersion { get; } = new(Environment.Version.Major, Environment.Version.Minor);

    public static bool Is64Bit => RuntimeInformation.ProcessArchitecture is not (Architecture.X86 or Architecture.Arm or Architecture.Armv6);

    public static bool HasAssembly(string name) => Assemblies.Value.Contains(name);

    private static SemanticVersion ReadSdkVersion()
    {
        var version = typeof(IStep).Assembly.GetName().Version ?? new Version(0, 0, 0);
        return new SemanticVersion(version.Major, version.Minor, version.Build);
    }
}
