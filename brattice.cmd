@echo off
setlocal
rem Starts the brattice command line; builds console\target\brattice.jar first when it is missing.
rem Delete that file, or run mvnw.cmd package, to build again after a change.
set "HOME_DIR=%~dp0"
set "JAR=%HOME_DIR%console\target\brattice.jar"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java.exe"

"%JAVA%" -version >nul 2>&1
if errorlevel 1 (
  echo brattice: java not found; install a JDK 17 or later, or set JAVA_HOME 1>&2
  exit /b 3
)
"%JAVA%" --version 2>nul | findstr /r /b /c:"[a-zA-Z]* 1[7-9]" /c:"[a-zA-Z]* [2-9][0-9]" >nul
if errorlevel 1 (
  echo brattice: java 17 or later is needed; set JAVA_HOME to a newer one 1>&2
  exit /b 3
)

if exist "%JAR%" goto run
if not exist "%HOME_DIR%mvnw.cmd" goto missing
echo brattice: building console\target\brattice.jar ^(the first time takes a minute or two^) 1>&2
pushd "%HOME_DIR%"
call "%HOME_DIR%mvnw.cmd" -B -Dmaven.test.skip=true -pl console -am package 1>&2
set "BUILT=%errorlevel%"
popd
if not "%BUILT%"=="0" (
  echo brattice: the build failed 1>&2
  exit /b 3
)
if exist "%JAR%" goto run

:missing
echo brattice: no "%JAR%", and no source checkout here to build it from 1>&2
exit /b 3

:run
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -jar "%JAR%" %*
exit /b %errorlevel%
