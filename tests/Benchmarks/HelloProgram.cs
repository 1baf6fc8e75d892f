namespace Benchmarks;

/// <summary>What <c>dotnet new console</c> makes, built in a folder of its own so that no setting of this tree applies.</summary>
internal sealed class HelloProgram(string folder)
{
    public string Path { get; } = System.IO.Path.Combine(folder, "out", "hello");

    public async Task BuildAsync()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            System.IO.Path.Combine(folder, "hello.csproj"),
            """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
            </Project>
            """);
        await File.WriteAllTextAsync(System.IO.Path.Combine(folder, "Program.cs"), "Console.WriteLine(\"Hello, World!\");\n");
        await ChildProcess.RunAsync(folder, ["dotnet", "build", "-c", "Release", "-o", "out", "--nologo", "-v", "q"]);
    }
}
