namespace Arch.Plugin.Testing.ScriptedModel;

/// <summary>A call of a tool that a scripted model asks for.</summary>
/// <param name="Id">The id that the result must name.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">The JSON of its arguments.</param>
public sealed record ScriptedToolCall(string Id, string Name, string Arguments);
