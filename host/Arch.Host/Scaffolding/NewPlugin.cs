using System.Reflection;
using Arch.Host.Settings;
using Arch.Sdk;

namespace Arch.Host.Scaffolding;

/// <summary>The beginning of a plugin: a solution with the plugin and its tests, which builds into the plugin folder.</summary>
internal static class NewPlugin
{
    public static IEnumerable<NewFile> Files(string name, ArchSettings settings)
    {
        var folder = Path.Combine(Directory.GetCurrentDirectory(), name);
        var target = Path.GetRelativePath(folder, settings.PluginFolders[0]).Replace('\\', '/');
        return
        [
            new(Path.Combine(folder, name + ".slnx"), Solution(name)),
            new(Path.Combine(folder, "Directory.Build.props"), Properties(target)),
            new(Path.Combine(folder, "global.json"), GlobalJson),
            new(Path.Combine(folder, "README.md"), NewPluginTexts.Readme(name)),
            new(Path.Combine(folder, "src", name + ".csproj"), Project(name)),
            new(Path.Combine(folder, "src", "plugin.json"), NewPluginTexts.Manifest(name)),
            new(Path.Combine(folder, "src", "GreetStep.cs"), NewPluginTexts.Step(name)),
            new(Path.Combine(folder, "src", "GreetInput.cs"), NewPluginTexts.Input(name)),
            new(Path.Combine(folder, "src", "GreetOutput.cs"), NewPluginTexts.Output(name)),
            new(Path.Combine(folder, "tests", name + ".tests.csproj"), TestProject(name)),
            new(Path.Combine(folder, "tests", "GreetStepTests.cs"), NewPluginTexts.Tests(name)),
        ];
    }

    // The package has the version of the assembly that this program shares with plugins.
    private static string SdkVersion =>
        typeof(IStep).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private const string GlobalJson = """
        {
          "test": { "runner": "Microsoft.Testing.Platform" }
        }

        """;

    private static string Solution(string name) => $"""
        <Solution>
          <Project Path="src/{name}.csproj" />
          <Project Path="tests/{name}.tests.csproj" />
        </Solution>

        """;

    private static string Properties(string target) => $"""
        <Project>
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <Version>0.1.0</Version>
            <!-- The Arch that made this file. -->
            <ArchVersion>{SdkVersion}</ArchVersion>
            <!-- Where 'dotnet build' puts the plugin: a folder of its own below this one. -->
            <ArchPluginFolder Condition="'$(ArchPluginFolder)' == ''">$(MSBuildThisFileDirectory){target}</ArchPluginFolder>
            <!-- A folder with the packages of Arch, where no source of NuGet has them: -p:ArchFeed=… -->
            <RestoreAdditionalProjectSources Condition="'$(ArchFeed)' != ''">$(ArchFeed)</RestoreAdditionalProjectSources>
          </PropertyGroup>
        </Project>

        """;

    private static string Project(string name) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <AssemblyName>{name}</AssemblyName>
            <RootNamespace>{NewPluginTexts.Namespace(name)}</RootNamespace>
          </PropertyGroup>
          <ItemGroup>
            <!-- Arch shares its own Arch.Sdk with every plugin, so that none lies beside it. -->
            <PackageReference Include="Arch.Sdk" Version="$(ArchVersion)" ExcludeAssets="runtime" />
          </ItemGroup>
        </Project>

        """;

    private static string TestProject(string name) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <IsTestProject>true</IsTestProject>
            <UseMicrosoftTestingPlatformRunner>true</UseMicrosoftTestingPlatformRunner>
            <TestingPlatformDotnetTestSupport>true</TestingPlatformDotnetTestSupport>
          </PropertyGroup>
          <ItemGroup>
            <ProjectReference Include="../src/{name}.csproj" />
            <PackageReference Include="Arch.Sdk.Testing" Version="$(ArchVersion)" />
            <PackageReference Include="xunit.v3" Version="4.0.2" />
          </ItemGroup>
        </Project>

        """;
}
