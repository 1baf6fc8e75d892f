using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Arch.Sdk.Agents;
using Microsoft.Extensions.AI;

namespace Arch.Plugin.Ai.Agents;

/// <summary>The tools of an agent as a model sees them, whose names may have letters, digits, '_' and '-' alone.</summary>
internal sealed class ToolSet
{
    /// <summary>The tool that keeps something in the agent's memory.</summary>
    public const string Remember = "remember";

    /// <summary>The tool that searches the agent's memory.</summary>
    public const string Recall = "recall";

    private const int LongestName = 64;

    private readonly Dictionary<string, string> _ownNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _modelNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AgentToolInfo> _infos = new(StringComparer.Ordinal);
    private readonly List<AITool> _tools = [];

    public ToolSet(IReadOnlyList<AgentToolInfo> tools, bool remembers)
    {
        foreach (var tool in tools)
        {
            _infos[tool.Name] = tool;
            Add(tool.Name, tool.Description, tool.Schema);
        }

        if (remembers)
        {
            Add(Remember, "Keeps a fact for later conversations.", OneText("text", "The fact, in a sentence that can be understood on its own."));
            Add(Recall, "Searches what was kept in earlier conversations.", OneText("query", "What to look for."));
        }
    }

    public IList<AITool> Tools => _tools;

    public AgentToolInfo? Find(string ownName) => _infos.GetValueOrDefault(ownName);

    /// <summary>Gives the agent's name of a tool that the model names.</summary>
    public string OwnName(string modelName) => _ownNames.GetValueOrDefault(modelName, modelName);

    public string ModelName(string ownName) => _modelNames.GetValueOrDefault(ownName, Letters(ownName));

    private void Add(string ownName, string description, JsonObject schema)
    {
        var name = Letters(ownName);
        for (var number = 2; !_ownNames.TryAdd(name, ownName); number++)
        {
            name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Letters(ownName)[..Math.Min(Letters(ownName).Length, LongestName - 4)]}_{number}");
        }

        _modelNames[ownName] = name;
        _tools.Add(AIFunctionFactory.CreateDeclaration(name, description, JsonSerializer.SerializeToElement(schema), null));
    }

    private static string Letters(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var character in name.Take(LongestName))
        {
            text.Append(char.IsAsciiLetterOrDigit(character) || character is '_' or '-' ? character : '_');
        }

        return text.ToString();
    }

    private static JsonObject OneText(string name, string description) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { [name] = new JsonObject { ["type"] = "string", ["description"] = description } },
        ["required"] = new JsonArray(name),
    };
}
