using Arch.Host.Cli;

return await ArchProgram.RunAsync(args);
