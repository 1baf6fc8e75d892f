using Arch.Sdk;

namespace Arch.Host.Api.Agents;

/// <summary>A line of a log.</summary>
internal sealed record LogLineResource(DateTimeOffset At, PluginLogLevel Level, string Text);
