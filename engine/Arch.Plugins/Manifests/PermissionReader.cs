using System.Text.Json;
using Arch.Plugins.Network;

namespace Arch.Plugins.Manifests;

/// <summary>
/// Reads <c>permissions</c> of a manifest: a list of names, <c>["network", "files"]</c>, or an object that says more,
/// <c>{"network": ["smtp.example.com:587"], "files": "read", "process": ["git"], "secrets": true}</c>.
/// </summary>
internal sealed class PermissionReader(Func<string, string, PluginProblemException> wrong)
{
    private static readonly string[] Names = ["network", "files", "process", "secrets"];

    public PluginPermissions Read(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Aggregate(PluginPermissions.None, AddName),
        JsonValueKind.Object => value.EnumerateObject().Aggregate(PluginPermissions.None, AddMember),
        _ => throw wrong($"gives 'permissions' as {JsonKinds.Describe(value.ValueKind)}", "Give it as an array of names, or as an object."),
    };

    private PluginPermissions AddName(PluginPermissions permissions, JsonElement element) =>
        (element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText()) switch
        {
            "network" => permissions with { Network = null },
            "files" => permissions with { Files = FilePermission.Write },
            "process" => permissions with { Programs = null },
            "secrets" => permissions with { Secrets = true },
            var name => throw Unknown(name),
        };

    private PluginPermissions AddMember(PluginPermissions permissions, JsonProperty member) => member.Name switch
    {
        "network" => permissions with { Network = List(member, Rule) },
        "files" => permissions with { Files = Files(member.Value) },
        "process" => permissions with { Programs = List(member, program => program) },
        "secrets" => permissions with { Secrets = Flag(member) },
        _ => throw Unknown(member.Name),
    };

    private IReadOnlyList<T>? List<T>(JsonProperty member, Func<string, T> read)
    {
        if (member.Value.ValueKind == JsonValueKind.Array && member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. member.Value.EnumerateArray().Select(item => read(item.GetString()!))];
        }

        return Flag(member) ? null : [];
    }

    private NetworkRule Rule(string text) => NetworkRule.TryParse(text, out var rule)
        ? rule
        : throw wrong($"asks for the network destination '{text}'", "Use a name, '*.example.com', an address or a range, with ':443' for one port.");

    private FilePermission Files(JsonElement value) => value.ValueKind == JsonValueKind.String
        ? value.GetString() switch
        {
            "read" => FilePermission.Read,
            "write" => FilePermission.Write,
            _ => throw wrong($"asks for the files permission {value.GetRawText()}", "Use \"read\" or \"write\"."),
        }
        : throw wrong($"gives 'files' as {JsonKinds.Describe(value.ValueKind)}", "Use \"read\" or \"write\".");

    private bool Flag(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        var kind => throw wrong(
            $"gives '{member.Name}' as {JsonKinds.Describe(kind)}",
            member.Name == "secrets" ? "Use true or false." : "Use an array of strings, or true for all that the host grants."),
    };

    private PluginProblemException Unknown(string name) =>
        wrong($"asks for the unknown permission '{name}'", ManifestReader.Suggest(name, Names));
}
