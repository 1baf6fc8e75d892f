using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Arch.Plugins.Discovery;

/// <summary>Finds what a plugin offers in its assembly file by its metadata alone: no code of it is loaded or run.</summary>
internal static partial class AssemblyScan
{
    /// <exception cref="PluginProblemException">ARCH4006 to ARCH4009.</exception>
    public static IReadOnlyList<ScannedPart> Read(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
            {
                throw NotManaged(path, "it is a native library", null);
            }

            CheckArchitecture(path, image.PEHeaders);
            var metadata = image.GetMetadataReader();
            CheckFramework(path, metadata);
            CheckReferences(path, metadata);
            return ReadParts(path, metadata);
        }
        catch (BadImageFormatException e)
        {
            throw NotManaged(path, e.Message.TrimEnd('.'), e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotManaged(path, e.Message.TrimEnd('.'), e);
        }
    }

    private static void CheckArchitecture(string path, PEHeaders headers)
    {
        var flags = headers.CorHeader?.Flags ?? CorFlags.ILOnly;
        var isMixed = !flags.HasFlag(CorFlags.ILOnly) && headers.CorHeader?.ManagedNativeHeaderDirectory.Size is null or 0;
        if (isMixed || (flags.HasFlag(CorFlags.Requires32Bit) && HostRuntime.Is64Bit))
        {
            throw new PluginProblemException(
                "ARCH4007",
                $"The assembly '{path}' is built for one machine type ({headers.CoffHeader.Machine}) that this host cannot run.",
                "Build it as AnyCPU, without native code in it.");
        }
    }

    private static void CheckFramework(string path, MetadataReader metadata)
    {
        var framework = metadata.GetAssemblyDefinition().GetCustomAttributes()
            .Select(metadata.GetCustomAttribute)
            .Where(attribute => AttributeBlob.IsNamed(metadata, attribute, "System.Runtime.Versioning", "TargetFrameworkAttribute"))
            .Select(attribute => AttributeBlob.ReadText(metadata, attribute))
            .FirstOrDefault();
        if (framework is null || framework.StartsWith(".NETStandard,", StringComparison.Ordinal))
        {
            return;
        }

        var host = HostRuntime.FrameworkVersion;
        if (FrameworkPattern().Match(framework) is not { Success: true } match || Version.Parse(match.Groups[1].ValueSpan) > host)
        {
            throw new PluginProblemException(
                "ARCH4007",
                $"The assembly '{path}' is built for '{framework}'; this host runs .NET {host}.",
                $"Build it for net{host} or earlier.");
        }
    }

    private static void CheckReferences(string path, MetadataReader metadata)
    {
        var folder = Path.GetDirectoryName(path)!;
        foreach (var handle in metadata.AssemblyReferences)
        {
            var reference = metadata.GetAssemblyReference(handle);
            var name = metadata.GetString(reference.Name);
            if (!HostRuntime.HasAssembly(name) && !File.Exists(Path.Combine(folder, name + ".dll")))
            {
                throw new PluginProblemException(
                    "ARCH4012",
                    $"The assembly '{path}' needs '{name}' {reference.Version}, which is neither in its folder nor part of .NET.",
                    "Copy all of the plugin's build output into its folder.");
            }
        }
    }

    private static List<ScannedPart> ReadParts(string path, MetadataReader metadata)
    {
        var parts = new List<ScannedPart>();
        foreach (var handle in metadata.TypeDefinitions)
        {
            var type = metadata.GetTypeDefinition(handle);
            foreach (var attributeHandle in type.GetCustomAttributes())
            {
                var attribute = metadata.GetCustomAttribute(attributeHandle);
                if (PartKind.All.FirstOrDefault(kind => AttributeBlob.IsNamed(metadata, attribute, kind.Space, kind.Attribute)) is { } kind)
                {
                    var name = FullName(metadata, type);
                    parts.Add(new ScannedPart(name, Check(name, type, kind, AttributeBlob.ReadPart(metadata, attribute, kind.Kind))));
                }
            }
        }

        if (parts.Count == 0)
        {
            throw new PluginProblemException(
                "ARCH4008",
                $"The assembly '{path}' has no class with a [Step], [Trigger] or [Agent] attribute of Arch.Sdk.",
                "Add one, or take the folder out of the plugin root.");
        }

        CheckTwice(path, parts);
        return [.. parts.OrderBy(part => part.Part.Name, StringComparer.Ordinal).ThenBy(part => part.Part.Version)];
    }

    private static PluginPart Check(string className, TypeDefinition type, PartKind kind, PluginPart part)
    {
        var fault =
            type.GetGenericParameters().Count > 0 ? "is generic"
            : type.Attributes.HasFlag(TypeAttributes.Abstract) ? "is abstract"
            : !PartNamePattern().IsMatch(part.Name) ? $"has the name '{part.Name}', which is not lower-case words joined by dots"
            : part.Version < 1 ? $"has the version {part.Version}, which is less than 1"
            : null;
        return fault is null
            ? part
            : throw new PluginProblemException(
                "ARCH4009",
                $"The {kind.Word} class '{className}' {fault}.",
                $"{(kind.Word == "agent" ? "An" : "A")} {kind.Word} type is an ordinary class that implements {kind.Contract} once and is named like '{kind.Example}'.");
    }

    private static void CheckTwice(string path, List<ScannedPart> parts)
    {
        var twice = parts.GroupBy(part => (part.Part.Kind, part.Part.Name, part.Part.Version)).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            throw new PluginProblemException(
                "ARCH4010",
                $"The assembly '{path}' declares the {PartKind.Of(twice.Key.Kind).Word} type '{twice.Key.Name}@{twice.Key.Version}' more than once: "
                    + $"{string.Join(" and ", twice.Select(part => part.TypeName))}.",
                "Give one of them another name or version.");
        }
    }

    private static string FullName(MetadataReader metadata, TypeDefinition type)
    {
        var name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer)
        {
            return FullName(metadata, metadata.GetTypeDefinition(outer)) + "+" + name;
        }

        var space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : space + "." + name;
    }

    private static PluginProblemException NotManaged(string path, string reason, Exception? cause) => new(
        "ARCH4006",
        $"The file '{path}' is not a readable .NET assembly: {reason}.",
        "Copy the plugin's build output again; the file may be damaged or not be a plugin.",
        cause);

    [GeneratedRegex(@"^\.NETCoreApp,Version=v(\d+\.\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex FrameworkPattern();

    [GeneratedRegex(@"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PartNamePattern();
}
