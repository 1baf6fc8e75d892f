namespace Arch.Host.Api.Workflows;

/// <summary>A piece of a line and what is to stand there instead.</summary>
internal sealed record FixResource(int Line, int Column, int Length, string Text);
