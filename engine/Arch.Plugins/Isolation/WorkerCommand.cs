namespace Arch.Plugins.Isolation;

/// <summary>How a host starts a worker: a program that calls <see cref="PluginWorker.RunAsync"/> with its standard output and input.</summary>
/// <param name="Program">The program.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record WorkerCommand(string Program, IReadOnlyList<string> Arguments);
