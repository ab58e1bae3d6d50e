@echo off
rem Coulombus on Windows: finds a Java 21 or newer, builds on first use, then runs the command line.
rem Settings (environment): JAVA_HOME, COULOMBUS_JAVA_OPTS (further options of the Java virtual machine), COULOMBUS_BUILD (any value:
rem build anew). Exit codes of its own: 3 Java or Maven is missing, 4 the build failed. All others are the command's.
setlocal EnableExtensions DisableDelayedExpansion
set "HOME_DIR=%~dp0"
set "LIB=%HOME_DIR%services\coulombus\target\dist\lib"
set "KEEP=%HOME_DIR%services\coulombus\target\launcher"
set "JAVA_DIR="
set "JAVA_MAJOR=0"

if defined JAVA_HOME call :consider "%JAVA_HOME%"
if not defined JAVA_DIR for %%J in (java.exe) do if not "%%~$PATH:J"=="" call :consider "%%~dp$PATH:J.."
if not defined JAVA_DIR for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\BellSoft\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*") do call :consider "%%~D"
if not defined JAVA_DIR (
  echo coulombus: Java 21 or newer is needed, and none was found. Install a JDK, or set JAVA_HOME to the folder of one. 1>&2
  exit /b 3
)

set "JAR="
for %%F in ("%LIB%\coulombus-app-*.jar") do set "JAR=%%~fF"
if defined JAR if not defined COULOMBUS_BUILD goto run
where /q mvn.cmd
if errorlevel 1 (
  echo coulombus: Apache Maven 3.8 or newer is needed to build Coulombus, and there is no mvn on the PATH. 1>&2
  exit /b 3
)
if not exist "%KEEP%" mkdir "%KEEP%"
echo First use: building Coulombus; this takes about half a minute, some minutes where Maven has to fetch the libraries first (200 MB). 1>&2
pushd "%HOME_DIR%"
set "OLD_JAVA_HOME=%JAVA_HOME%"
set "JAVA_HOME=%JAVA_DIR%"
call mvn.cmd -B -Dquick -pl services/coulombus -am package > "%KEEP%\build.log" 2>&1
set "STATUS=%ERRORLEVEL%"
set "JAVA_HOME=%OLD_JAVA_HOME%"
popd
if not "%STATUS%"=="0" (
  findstr /b /c:"[ERROR]" "%KEEP%\build.log" 1>&2
  echo coulombus: the build failed. The whole log: %KEEP%\build.log 1>&2
  exit /b 4
)
for %%F in ("%LIB%\coulombus-app-*.jar") do set "JAR=%%~fF"
if not defined JAR (
  echo coulombus: the build left no jar in %LIB% 1>&2
  exit /b 4
)

:run
set "UNSAFE="
if %JAVA_MAJOR% GEQ 23 set "UNSAFE=--sun-misc-unsafe-memory-access=allow"
"%JAVA_DIR%\bin\java.exe" %UNSAFE% -Xmx1g %COULOMBUS_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%

rem Takes the Java of folder %1 where its release file names 21 or more, and a higher version than what was found before.
:consider
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b /c:"JAVA_VERSION=" "%~1\release"`) do for /f "tokens=1 delims=.-+" %%M in ("%%~V") do (
  if %%M GEQ 21 if %%M GTR %JAVA_MAJOR% (
    set "JAVA_DIR=%~f1"
    set "JAVA_MAJOR=%%M"
  )
)
exit /b 0
